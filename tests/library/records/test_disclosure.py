from goldenthread.records.disclosure import COUNCIL_DEFAULT, CountRule, Finding, FindingKind


def test_the_label_of_a_small_count_names_the_threshold() -> None:
    assert COUNCIL_DEFAULT.small_label == "fewer than 5"
    assert CountRule("ten", threshold=10).small_label == "fewer than 10"


def test_findings_sort_by_where_they_stand() -> None:
    late, early = Finding(5, 6, FindingKind.NAME), Finding(1, 9, FindingKind.PHONE)
    assert sorted([late, early]) == [early, late]
