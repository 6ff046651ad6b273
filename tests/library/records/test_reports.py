from goldenthread.records.reports import OptionCount


def test_a_share_is_the_count_of_those_who_answered() -> None:
    assert OptionCount("Bus", 3, 12).share == 0.25


def test_what_is_not_shown_has_no_share() -> None:
    assert OptionCount("Bus", None, 12).share is None


def test_nobody_of_nobody_is_not_a_share() -> None:
    assert OptionCount("Bus", 0, 0).share is None
