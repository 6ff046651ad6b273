from dataclasses import replace

from tests.library.reports.example_report import PLACE, REPORT, TRAVEL

from goldenthread.records.reports import (
    OTHER_ANSWERS,
    OpenQuestion,
    OptionCount,
    Participation,
    ParticipationTable,
    SetAside,
)
from goldenthread.reports.figures import (
    capacity_chart,
    closed_question_chart,
    participation_chart,
    set_aside_table,
    theme_sizes_chart,
)
from goldenthread.reports.open_questions import list_main_themes


def test_a_closed_question_says_what_was_chosen_most() -> None:
    chart = closed_question_chart(TRAVEL)
    assert chart.sentence == "“Walk” was chosen most: by 50 of 65 people who answered (77%)."
    assert chart.table.headers == ("Option", "People", "Share", "95% interval")
    assert chart.table.rows[0] == ("Bus", "45", "69%", "57% to 79%")


def test_answers_counted_together_are_no_option_that_anybody_chose() -> None:
    options = (*TRAVEL.options, OptionCount(OTHER_ANSWERS, 60, 60 / 65))
    chart = closed_question_chart(replace(TRAVEL, options=options))
    assert chart.sentence.startswith("“Walk” was chosen most: by 50")


def test_options_chosen_equally_often_are_named_together() -> None:
    options = tuple(replace(option, count=7) for option in TRAVEL.options)
    chart = closed_question_chart(replace(TRAVEL, options=options))
    assert chart.sentence.startswith("“Bus” and “Walk” were each chosen most: by 7 of 65")


def test_a_question_that_nobody_answered_says_so() -> None:
    empty = replace(TRAVEL, base=0, options=(OptionCount("Bus", 0, 0),))
    assert closed_question_chart(empty).sentence == "Nobody answered this question."


def test_a_split_shows_each_capacity_with_its_own_base() -> None:
    chart = capacity_chart(TRAVEL)
    assert chart is not None
    assert chart.table.headers == ("Option", "Resident (50)", "Business (15)")
    assert chart.table.rows == (("Bus", "60% (30)", "100% (15)"), ("Walk", "100% (50)", "0% (0)"))
    assert "Resident 100% of 50 people" in chart.sentence


def test_a_hidden_cell_is_nowhere_in_the_chart() -> None:
    splits = tuple(
        replace(split, options=tuple(replace(one, count=None) for one in split.options))
        for split in TRAVEL.by_capacity
    )
    chart = capacity_chart(replace(TRAVEL, by_capacity=splits))
    assert chart is not None
    assert set(chart.table.rows[0][1:]) == {"not shown"}
    assert chart.sentence == "The share that chose “Walk” is not shown by capacity."


def test_an_option_of_which_nothing_is_shown_is_in_the_table_and_not_drawn() -> None:
    splits = tuple(
        replace(split, options=(replace(split.options[0], count=None), *split.options[1:]))
        for split in TRAVEL.by_capacity
    )
    chart = capacity_chart(replace(TRAVEL, by_capacity=splits))
    assert chart is not None
    assert chart.table.rows[0][1:] == ("not shown", "not shown")
    assert ">Bus<" not in chart.svg
    assert ">Walk<" in chart.svg
    assert chart.sentence.endswith("could tell what a few people chose: 1 option.")


def test_no_split_is_no_chart() -> None:
    assert capacity_chart(replace(TRAVEL, by_capacity=())) is None


def test_themes_stand_largest_first_with_the_queue_at_the_end() -> None:
    chart = theme_sizes_chart(PLACE)
    assert [row[0] for row in chart.table.rows] == [
        "Damp and repairs",
        "Street lighting",
        "Not placed in a theme yet",
    ]
    assert chart.table.rows[0] == ("Damp and repairs", "88 of 702 (13%)", "83")
    assert "88 of 702 contributions (13%), from 83 people" in chart.sentence
    assert "52 of 702 contributions (7%) are not placed yet" in chart.sentence


def sized(**sizes: int) -> OpenQuestion:
    """Return an open question with themes of these sizes, one person each."""
    themes = tuple(
        replace(PLACE.themes[0], name=n, contributions=c, people=c) for n, c in sizes.items()
    )
    total = sum(sizes.values()) + 40
    return OpenQuestion("?", total, total, themes=themes, not_placed_yet=40)


def test_themes_of_the_same_size_are_the_largest_together() -> None:
    chart = theme_sizes_chart(sized(Buses=9, Parks=20, Lifts=20))
    assert chart.sentence.startswith(
        "The largest themes are “Parks” and “Lifts”: 20 of 89 contributions (22%) each."
    )


def test_the_order_of_what_is_hidden_tells_nothing() -> None:
    question = sized(Zebra=4, Mice=20, Ants=1, Bees=3)
    chart = theme_sizes_chart(question)
    assert [row[0] for row in chart.table.rows][:4] == ["Mice", "Ants", "Bees", "Zebra"]
    assert [theme.name for theme in list_main_themes(question)] == ["Mice", "Ants", "Bees", "Zebra"]
    few = theme_sizes_chart(sized(Zebra=4, Ants=1))
    assert "Zebra" not in few.sentence
    assert few.sentence.startswith("Of each theme there is too little")


def test_groups_of_the_same_size_are_the_largest_together_and_hidden_ones_stand_by_name() -> None:
    rows = (("Stall", 3), ("Paper", 30), ("Letter", 1), ("Web", 30), ("Meeting", 2))
    table = ParticipationTable("channel", tuple(Participation(n, c, c, c) for n, c in rows))
    chart = participation_chart(table)
    assert [row[0] for row in chart.table.rows] == ["Paper", "Web", "Letter", "Meeting", "Stall"]
    assert chart.sentence == "“Paper” and “Web” are the largest: 30 of 66 people (45%) each."


def test_no_themes_yet_is_an_answer() -> None:
    waiting = OpenQuestion("?", 5, 5, themes=(), not_placed_yet=5)
    chart = theme_sizes_chart(waiting)
    assert chart.sentence.startswith("No theme has been named yet. 5 of 5 contributions")


def test_who_took_part_counts_people_responses_and_contributions_apart() -> None:
    chart = participation_chart(REPORT.participation[0])
    assert chart.sentence == "“Resident” is the largest: 560 of 590 people (95%)."
    assert chart.table.rows[0] == ("Resident", "560", "500", "570")
    empty = participation_chart(ParticipationTable("channel", ()))
    assert empty.sentence == "Nobody is counted by channel yet."


def test_what_is_set_aside_has_a_reason_and_a_number() -> None:
    table = set_aside_table(
        [SetAside("Names a person", 14)], counted_only=12, held=30, released=100
    )
    assert [row[1] for row in table.rows] == ["14", "12", "30", "100"]
    assert table.rows[0][0] == "Withheld: Names a person"
    assert set_aside_table([]).rows == ()


def test_few_withheld_cannot_be_worked_out_from_the_rest() -> None:
    table = set_aside_table([SetAside("Names a person", 4)], counted_only=12, released=100)
    assert [row[1] for row in table.rows] == ["fewer than 5", "not shown", "100"]


def test_few_people_in_a_capacity_are_hidden_in_every_column() -> None:
    rows = (
        Participation("Resident", 500, 560, 570),
        Participation("Business", 22, 30, 30),
        Participation("Councillor", 3, 3, 12),
        Participation("Visitor", 2, 20, 20),
    )
    chart = participation_chart(ParticipationTable("capacity", rows))
    assert chart.table.rows == (
        ("Resident", "560", "500", "570"),
        ("Business", "30", "22", "30"),
        ("Councillor", "fewer than 5", "not shown", "not shown"),
        ("Visitor", "not shown", "not shown", "not shown"),
    )
    assert ">fewer than 5<" in chart.svg
