from tests.web.builders import make_response

from goldenthread_web.engagement.models import Contribution, Engagement, Question, Redaction
from goldenthread_web.reports.queries.quotes import LONGEST_QUOTE, Quotes, language_name, shorten

TOLD = frozenset({"resident"})


def quotes_of(question: Question, *said: Contribution) -> list[str]:
    place = (1, question.pk)
    found = Quotes({place: [one.pk for one in said]}, told=TOLD)
    return [quote.words for quote in found.of(place)]


def test_only_released_words_are_quoted(heard: Engagement, question: Question) -> None:
    everything = list(Contribution.objects.order_by("-id")[:12])
    assert {one.status for one in everything} > {"released", "safeguarding"}
    assert quotes_of(question, *everything) == []


def test_at_most_three_and_one_of_each_response(engagement: Engagement, question: Question) -> None:
    make_response(engagement, "One", "Two", status="released")
    for text in ("Three", "THREE ", "Four", "Five"):
        make_response(engagement, text, status="released")
    assert quotes_of(question, *Contribution.objects.order_by("id")) == ["One", "Three", "Four"]


def test_a_redaction_is_marked_in_the_words_and_beside_them(
    engagement: Engagement, question: Question
) -> None:
    make_response(engagement, "Ask Mrs Ahmed about it", status="released with redactions")
    said = Contribution.objects.get()
    Redaction.objects.create(contribution=said, start=4, end=13, kind="name")
    quote = Quotes({}, told=TOLD).quote(Contribution.objects.get())
    assert quote.words == "Ask [name removed] about it"
    assert quote.marked == "Part removed to protect privacy"
    assert (quote.capacity, quote.reference) == ("Resident", said.reference)


def test_a_capacity_of_few_people_is_not_told(engagement: Engagement, question: Question) -> None:
    make_response(engagement, "Words", status="released", capacity="councillor")
    assert Quotes({}, told=TOLD).quote(Contribution.objects.get()).capacity == ""


def test_of_a_young_person_nothing_is_told(engagement: Engagement, question: Question) -> None:
    make_response(engagement, "Words", status="released", is_young_person=True)
    assert Quotes({}, told=TOLD).quote(Contribution.objects.get()).capacity == ""


def test_what_is_not_the_speakers_own_is_marked(engagement: Engagement, question: Question) -> None:
    make_response(engagement, "Boro", status="released", is_invented=True, people_count=6)
    Contribution.objects.update(noted_by="the scribe", language="bn")
    assert Quotes({}, told=TOLD).quote(Contribution.objects.get()).marked == (
        "Said for a group. Noted by the scribe, not word for word. In Bengali. "
        "Invented for this demonstration"
    )


def test_long_words_end_with_a_sentence_and_a_mark() -> None:
    long = "A first sentence that is long enough to stay. " * 12
    shown = shorten(long)
    assert shown.endswith("stay. […]")
    assert len(shown) <= LONGEST_QUOTE + 4
    assert long.startswith(shown.removesuffix(" […]"))


def test_a_redaction_mark_is_never_cut() -> None:
    words = "x" * 200 + " " + "y" * (LONGEST_QUOTE - 209) + " [name removed] and more words"
    assert "[name" not in shorten(words)


def test_a_language_without_a_name_keeps_its_code() -> None:
    assert (language_name("so"), language_name("bn-Latn"), language_name("tlh")) == (
        "Somali",
        "Bengali",
        "tlh",
    )
