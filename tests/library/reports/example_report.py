"""A report of an invented engagement that several tests read."""

from datetime import date

from goldenthread.records.reports import (
    Campaign,
    ClosedAnswer,
    MinorityView,
    OpenQuestion,
    Participation,
    ParticipationTable,
    Petition,
    QuestionKind,
    ReleasedQuote,
    ReportedTheme,
    SetAside,
    WhatWeHeard,
)
from goldenthread.reports.counting import count_closed_question

ANSWERS = (
    *[ClosedAnswer("Resident", ("Bus", "Walk"))] * 30,
    *[ClosedAnswer("Resident", ("Walk",))] * 20,
    *[ClosedAnswer("Business", ("Bus",))] * 15,
    ClosedAnswer("Visitor", ()),
)
TRAVEL = count_closed_question(
    "How do you travel?", ANSWERS, options=("Bus", "Walk"), kind=QuestionKind.SEVERAL_CHOICES
)
DAMP = ReportedTheme(
    name="Damp and repairs",
    definition="Mould, leaks and how long a repair takes.",
    contributions=88,
    people=83,
    quotes=(
        ReleasedQuote("It took [number removed] months.", "Resident", "Part removed"),
        ReleasedQuote("আমাদের ঘরে স্যাঁতসেঁতে", "Resident", "Machine-written", "bn"),
    ),
    how_sure="Coded by two people; agreement 0.71 (0.62 to 0.79).",
    by_capacity=(("Resident", 80), ("Business", 8)),
)
LIGHTING = ReportedTheme("Street lighting", "Dark streets.", 61, 58)
BOATS = MinorityView("Boat dwellers", "Few people live on boats.", 3, 2)
PLACE = OpenQuestion(
    question="What would make this a better place?",
    contributions=702,
    people=640,
    themes=(LIGHTING, DAMP),
    minority_views=(BOATS,),
    campaigns=(Campaign("Save our library.", 41, 7),),
    not_placed_yet=52,
)
REPORT = WhatWeHeard(
    title="What we heard",
    partnership="An invented partnership",
    engagement="Vision survey",
    purpose="To renew the plan.",
    who_decides="The board, in February 2025.",
    prepared_on=date(2025, 1, 10),
    responses=619,
    people=702,
    contributions=710,
    began_on=date(2024, 10, 1),
    ended_on=date(2024, 12, 2),
    channels=("survey", "stall"),
    participation=(
        ParticipationTable(
            "capacity",
            (Participation("Business", 22, 30, 30), Participation("Resident", 500, 560, 570)),
        ),
    ),
    closed_questions=(TRAVEL,),
    open_questions=(PLACE,),
    petitions=(Petition("Keep the pool open", 1204, date(2026, 3, 2)),),
    withheld=(SetAside("names a person", 4),),
    counted_only=12,
    held=3,
    method=("Every contribution was read by a person.",),
    limits=("Those who answer are not a sample.",),
    stamp="Invented for this demonstration",
)
