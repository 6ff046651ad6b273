"""Thirty questions of every kind as an officer types them, with Arabic words beside them."""

from dataclasses import dataclass, field

from goldenthread_web.engagement.models import Question

Kind = Question.Kind
MUST = "People must answer this question"
OTHER = "An option to say something else"
NONE = "An option that rules out the others"
MOST = "How many may they choose at most?"
ENDS = ("Words at the lowest number", "Words at the highest number")
BOUNDS = ("Smallest number that can be right", "Largest number that can be right")
STATEMENTS = ("Buses should be free.", "The park should close at night.", "We need more benches.")


@dataclass(frozen=True, slots=True)
class When:
    """A condition: the answer to an earlier question, compared with options or a number."""

    earlier: str
    comparison: str
    options: tuple[str, ...] = ()
    number: int | None = None


@dataclass(frozen=True, slots=True)
class Asked:
    """A question: its words in English and Arabic, and what else stands in its form, by label."""

    kind: str
    text: str
    arabic: str
    options: dict[str, str] = field(default_factory=dict)
    rows: dict[str, str] = field(default_factory=dict)
    typed: dict[str, str] = field(default_factory=dict)
    ticked: tuple[str, ...] = ()
    when: tuple[When, ...] = ()

    def said(self, words: str, language: str) -> str:
        """Return how an option or row stands on a page in this language."""
        here = {**self.options, **self.rows, **OTHERS}
        return here[words] if language == "ar" and words in here else words

    @property
    def texts(self) -> dict[str, str]:
        """What is said in English, each with its Arabic words."""
        return {self.text: self.arabic, **self.options, **self.rows}


YES_NO = {"Yes": "نعم", "No": "لا"}
GOOD_POOR = {"Good": "جيد", "Fair": "مقبول", "Poor": "سيئ"}
HOW_YOU_GO = "How do you get about most?"
BY_BUS = When(HOW_YOU_GO, "is any of", options=("By bus",))
BY_DAY, BY_NIGHT = "How safe is your street by day?", "How safe is your street by night?"
HOW_WE_LISTEN = "How well do we listen to you?"

# The sections in order, the text above their questions, and the questions. The first has none.
FORM: tuple[tuple[str, str, str, tuple[Asked, ...]], ...] = (
    ("", "", "", (
        Asked(Kind.OPEN, "What matters most to you about living here?",
              "ما أهم شيء لك في العيش هنا؟", ticked=(MUST,),
              typed={"Help under the question": "Think of your street, your work, your family."}),
        Asked(Kind.OPEN, "What would you keep, in one line?", "ما الذي تبقيه، في سطر واحد؟",
              ticked=("One line is enough for an answer",)),
    )),
    ("Getting about", "التنقل", "Think of the way that you took last.", (
        Asked(Kind.ONE_CHOICE, HOW_YOU_GO, "كيف تتنقل في الغالب؟", ticked=(MUST,),
              options={"On foot": "مشيًا", "By bus": "بالحافلة", "By cycle": "بالدراجة",
                       "By car": "بالسيارة"},
              typed={OTHER: "Another way"}),
        Asked(Kind.SEVERAL_CHOICES, "Which of these would help you?", "أي من هذه يساعدك؟",
              options={"Benches": "مقاعد", "Lights": "أضواء", "Crossings": "معابر",
                       "Shade": "ظل"},
              typed={OTHER: "Something else", NONE: "None of these", MOST: "3"}),
        Asked(Kind.NUMBER, "How many minutes is it to your bus stop?",
              "كم دقيقة تبعد محطة الحافلة؟",
              typed=dict(zip(BOUNDS, ("0", "60"), strict=True)), when=(BY_BUS,)),
        Asked(Kind.DATE, "When did you last take a bus?", "متى ركبت الحافلة آخر مرة؟",
              when=(BY_BUS,)),
        Asked(Kind.RANKING, "What should be mended first?", "ما الذي يجب إصلاحه أولًا؟",
              options={"Pavements": "الأرصفة", "Bus stops": "المحطات", "Street lamps": "المصابيح"}),
        Asked(Kind.ONE_CHOICE, "Would you cycle if it felt safe?", "هل تركب الدراجة لو كان آمنًا؟",
              options={"Yes, I would": "نعم", "Perhaps": "ربما", "No, I would not": "لا"},
              when=(When(HOW_YOU_GO, "is none of", options=("By cycle",)),)),
        Asked(Kind.OPEN, "What stops you?", "ما الذي يمنعك؟",
              ticked=("One line is enough for an answer",),
              when=(When("Would you cycle if it felt safe?", "is any of",
                         options=("Perhaps", "No, I would not")),)),
    )),
    ("Your street", "شارعك", "", (
        Asked(Kind.RATING, BY_DAY, "ما مدى أمان شارعك نهارًا؟",
              typed=dict(zip(ENDS, ("Not safe", "Very safe"), strict=True))),
        Asked(Kind.RATING, BY_NIGHT, "ما مدى أمان شارعك ليلًا؟",
              typed={"Lowest number": "0", "Highest number": "10"}),
        Asked(Kind.OPEN, "What would make it safer?", "ما الذي يجعله أكثر أمانًا؟",
              when=(When(BY_NIGHT, "is at most", number=4),)),
        Asked(Kind.MATRIX, "How good are these in your street?", "كيف حال هذه في شارعك؟",
              options=GOOD_POOR,
              rows={"The lamps": "المصابيح", "The kerbs": "الحواف", "The bins": "السلال"}),
        Asked(Kind.SEVERAL_CHOICES, "When are you out after dark?", "متى تخرج بعد الظلام؟",
              options={"On weekdays": "أيام الأسبوع", "At weekends": "نهاية الأسبوع"}),
        Asked(Kind.ONE_CHOICE, "Do you know whom to call about a broken lamp?",
              "هل تعرف من تتصل به عن مصباح مكسور؟", options=YES_NO),
    )),
    ("Your home", "بيتك", "", (
        Asked(Kind.NUMBER, "How many people live in your home?", "كم شخصًا يسكن في بيتك؟",
              typed=dict(zip(BOUNDS, ("1", "20"), strict=True))),
        Asked(Kind.DATE, "When did you move in?", "متى انتقلت إليه؟"),
        Asked(Kind.RATING, "How warm is your home in winter?", "ما مدى دفء بيتك في الشتاء؟"),
        Asked(Kind.ONE_CHOICE, "Do you rent your home?", "هل تستأجر بيتك؟",
              options={"Yes, from the council": "نعم، من المجلس", "Yes, privately": "نعم، من مالك",
                       "No, I own it": "لا، أملكه"}),
        Asked(Kind.OPEN, "What should your landlord put right first?",
              "ما الذي يجب أن يصلحه المالك أولًا؟",
              when=(When("Do you rent your home?", "is any of",
                         options=("Yes, from the council", "Yes, privately")),)),
        Asked(Kind.RANKING, "What would help most with costs?", "ما الذي يساعد أكثر في التكاليف؟",
              options={"Rent": "الإيجار", "Heating": "التدفئة", "Food": "الطعام",
                       "Fares": "الأجرة"}),
        Asked(Kind.MATRIX, "How easy are these to reach?", "ما مدى سهولة الوصول إلى هذه؟",
              options={"Easy": "سهل", "Hard": "صعب"},
              rows={"A doctor": "طبيب", "A school": "مدرسة"}),
    )),
    ("Places", "أماكن", "We show areas only, never a point.", (
        Asked(Kind.AREA, "Where do you live?", "أين تسكن؟"),
        Asked(Kind.PLACE, "Where should something change?", "أين يجب أن يتغير شيء؟"),
        Asked(Kind.FILE, "Have you a picture of it?", "هل لديك صورة له؟"),
    )),
    ("In ten years", "بعد عشر سنوات", "", (
        Asked(Kind.STATEMENTS, "What do you think of these?", "ما رأيك في هذه؟",
              ticked=("People may add statements of their own",)),
        Asked(Kind.ONE_CHOICE, "Have you taken part before?", "هل شاركت من قبل؟",
              options={"Yes, I have": "نعم، شاركت", "No, never": "لا، أبدًا"}),
        Asked(Kind.RATING, HOW_WE_LISTEN, "ما مدى إصغائنا إليك؟"),
        Asked(Kind.OPEN, "What should we do differently?", "ما الذي يجب أن نفعله بشكل مختلف؟",
              when=(When(HOW_WE_LISTEN, "is at most", number=2),
                    When("Have you taken part before?", "is any of", options=("Yes, I have",)))),
        Asked(Kind.OPEN, "What should this place be like in 2035?",
              "كيف يجب أن يكون هذا المكان في 2035؟"),
    )),
)  # fmt: skip
QUESTIONS = tuple(asked for *_, questions in FORM for asked in questions)
OTHERS = {"Another way": "طريقة أخرى", "Something else": "شيء آخر", "None of these": "لا شيء منها"}
TITLE, ARABIC_TITLE = "Our street, ten years on", "شارعنا بعد عشر سنوات"
ARABIC = {
    TITLE: ARABIC_TITLE, **OTHERS,
    **{title: arabic for title, arabic, *_ in FORM},
    **{text: made for asked in QUESTIONS for text, made in asked.texts.items()},
}  # fmt: skip
BY_TEXT = {text: asked for asked in QUESTIONS for text in (asked.text, asked.arabic)}
