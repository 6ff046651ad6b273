"""What people answer to the thirty questions; who sees which question follows from it."""

from datetime import date

from tests.browser.residents import Answers, Other, Place
from tests.browser.thirty_questions import BY_DAY, BY_NIGHT, HOW_WE_LISTEN, HOW_YOU_GO

# Goes by bus, feels unsafe at night, rents, is not listened to: sees all thirty questions.
BY_BUS: Answers = {
    "What matters most to you about living here?": "A quiet street with trees",
    "What would you keep, in one line?": "The lime trees",
    HOW_YOU_GO: "By bus",
    "Which of these would help you?": ["Benches", "Shade", Other("Something else", "A clock")],
    "How many minutes is it to your bus stop?": 7,
    "When did you last take a bus?": date(2026, 5, 3),
    "What should be mended first?": ["Bus stops", "Pavements"],
    "Would you cycle if it felt safe?": "Perhaps",
    "What stops you?": "The lorries",
    BY_DAY: 4,
    BY_NIGHT: 2,
    "What would make it safer?": "Lamps that work",
    "How good are these in your street?": {"The lamps": "Poor", "The kerbs": "Fair"},
    "When are you out after dark?": ["At weekends"],
    "Do you know whom to call about a broken lamp?": "No",
    "How many people live in your home?": 4,
    "When did you move in?": date(2019, 3, 27),
    "How warm is your home in winter?": 2,
    "Do you rent your home?": "Yes, privately",
    "What should your landlord put right first?": "The boiler",
    "What would help most with costs?": ["Heating", "Rent", "Fares", "Food"],
    "How easy are these to reach?": {"A doctor": "Hard", "A school": "Easy"},
    "Where do you live?": "Square 2",
    "Where should something change?": Place("Square 5", "By the crossing"),
    "What do you think of these?": {
        "Buses should be free.": "Agree",
        "The park should close at night.": "Pass",
        "We need more benches.": "Disagree",
    },
    "Have you taken part before?": "Yes, I have",
    HOW_WE_LISTEN: 1,
    "What should we do differently?": "Come to us",
    "What should this place be like in 2035?": "Green, and friendly at night",
}
# Walks, feels safe, owns a home: nine questions are not asked.
ON_FOOT: Answers = {
    "What matters most to you about living here?": '=SUM(1) is how it feels: "too much",\nof all',
    HOW_YOU_GO: "On foot",
    "Which of these would help you?": ["Benches", "Lights"],
    "What should be mended first?": ["Pavements", "Street lamps", "Bus stops"],
    "Would you cycle if it felt safe?": "Yes, I would",
    BY_DAY: 5,
    BY_NIGHT: 8,
    "How good are these in your street?": {"The lamps": "Good", "The kerbs": "Fair"},
    "When are you out after dark?": ["On weekdays", "At weekends"],
    "Do you know whom to call about a broken lamp?": "Yes",
    "How many people live in your home?": 1,
    "When did you move in?": date(1998, 12, 1),
    "How warm is your home in winter?": 5,
    "Do you rent your home?": "No, I own it",
    "What would help most with costs?": ["Food"],
    "How easy are these to reach?": {"A doctor": "Easy", "A school": "Easy"},
    "Where do you live?": "Square 6",
    "Where should something change?": Place("Square 5", "At the gate"),
    "What do you think of these?": {
        "Buses should be free.": "Disagree",
        "We need more benches.": "Disagree",
    },
    "Have you taken part before?": "No, never",
    HOW_WE_LISTEN: 4,
    "What should this place be like in 2035?": "أخضر وهادئ",
}
