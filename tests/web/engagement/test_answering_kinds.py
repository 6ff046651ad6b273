"""Every kind of question: asked, kept, refused kindly, and stored."""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone
from tests.web.builders import make_engagement, make_question

from goldenthread_web.engagement.changes.answering import send_response
from goldenthread_web.engagement.models import (
    ChoiceAnswer,
    Contribution,
    DateAnswer,
    Engagement,
    EngagementResponse,
    MatrixRow,
    NumberAnswer,
    PlaceAnswer,
    Question,
    QuestionOption,
    Section,
    UnsentResponse,
)
from goldenthread_web.engagement.queries.answering_draft import Draft
from goldenthread_web.indicators.models import Area, AreaSet, PostcodeArea

pytestmark = pytest.mark.django_db
ABOUT = {"capacity": "resident", "area": "", "is_young_person": "no", "may_publish": "words"}


@pytest.fixture
def engagement() -> Engagement:
    return make_engagement(slug="streets")


def address(question: Question) -> str:
    return f"/engagements/{question.engagement.slug}/answer/question-{question.pk}/"


def field(question: Question, part: object = "") -> str:
    return f"answer_{question.pk}" + (f"_{part}" if part != "" else "")


def give(client: Client, question: Question, answers: dict[str, Any], **extra: Any) -> Any:
    """Post the page of a question; `answers` by the part of its field."""
    return client.post(
        address(question), {field(question, k): v for k, v in answers.items()} | extra
    )


def send(client: Client, engagement: Engagement) -> EngagementResponse:
    """Fill in the pages about the person, and send."""
    base = f"/engagements/{engagement.slug}/"
    for name in ("about-you", "your-words", "staying-in-touch"):
        client.post(f"{base}answer/{name}/", ABOUT)
    sent = client.post(f"{base}check/", {})
    assert sent.url == f"{base}receipt/", sent.url
    return EngagementResponse.objects.get(engagement=engagement)


def option(question: Question, text: str) -> str:
    return str(question.options.get(text=text).pk)


def add_option(question: Question, text: str, **fields: bool) -> QuestionOption:
    return QuestionOption.objects.create(question=question, position=9, text=text, **fields)


def make_areas(*, with_postcode: bool = False) -> AreaSet:
    """Two squares side by side: West from 0 to 1 degree, East from 1 to 2."""
    areas = AreaSet.objects.create(name="Wards", source="Drawn for a test")
    for west, name in ((0, "West"), (1, "East")):
        ring = [[west, 51], [west + 1, 51], [west + 1, 52], [west, 52], [west, 51]]
        outline = {"type": "Polygon", "coordinates": [ring]}
        Area.objects.create(area_set=areas, code=f"E{west}", name=name, outline=outline)
    if with_postcode:
        west = areas.areas.get(name="West")
        PostcodeArea.objects.create(area_set=areas, postcode="E14AB", area=west)
    return areas


def test_other_please_say_stays_a_tick_and_the_words_are_held(
    stranger: Client, engagement: Engagement
) -> None:
    asked = make_question(engagement, "How do you travel?", "Bus", kind="one choice")
    other = add_option(asked, "Other", is_other=True)
    went = give(stranger, asked, {"": "", "other": "By boat, ask Mrs Begum"})
    assert went.status_code == 302
    check = stranger.get("/engagements/streets/check/", follow=True)
    assert check.status_code == 200
    response = send(stranger, engagement)
    assert ChoiceAnswer.objects.get().option == other
    said = response.contributions.get()
    assert (said.text, said.part) == ("By boat, ask Mrs Begum", Contribution.Part.OTHER)
    assert said.status == Contribution.Status.HELD
    assert said.has_finding


def test_words_under_an_answer_that_was_not_chosen_are_asked_about(
    stranger: Client, engagement: Engagement
) -> None:
    asked = make_question(engagement, "How do you travel?", "Bus", kind="one choice")
    add_option(asked, "Other", is_other=True)
    page = give(stranger, asked, {"": option(asked, "Bus"), "other": "By boat"})
    assert "You wrote something under another answer" in page.text
    assert "By boat" in page.text


def test_none_of_these_stands_alone_and_no_more_than_asked_for(
    stranger: Client, engagement: Engagement
) -> None:
    asked = make_question(
        engagement, "What?", "Bus", "Tube", "Boat", kind="several choices", most_choices=2
    )
    none = add_option(asked, "None of these", is_exclusive=True)
    bus, tube, boat = (option(asked, text) for text in ("Bus", "Tube", "Boat"))
    page = give(stranger, asked, {"": [bus, str(none.pk)]})
    assert "“None of these” does not go together with other answers." in page.text
    page = give(stranger, asked, {"": [bus, tube, boat]})
    assert "Tick at most 2. You ticked 3." in page.text
    give(stranger, asked, {"": [bus, tube]})
    send(stranger, engagement)
    assert set(ChoiceAnswer.objects.values_list("option__text", flat=True)) == {"Bus", "Tube"}


def test_a_rating_is_a_number_on_its_scale(stranger: Client, engagement: Engagement) -> None:
    asked = make_question(
        engagement, "How safe?", kind="rating", lowest=0, highest=10,
        lowest_label="Not safe", highest_label="Very safe",
    )  # fmt: skip
    page = stranger.get(address(asked)).text
    assert page.count('type="radio"') == 11 + 1, "and one to take the answer back"
    assert "0<span" in page
    assert "Not safe" in page
    assert "There is a problem" in give(stranger, asked, {"": "11"}).text
    give(stranger, asked, {"": "7"})
    assert "7 (0 is “Not safe”, 10 is “Very safe”)" in sending_page(stranger)
    send(stranger, engagement)
    assert NumberAnswer.objects.get().value == 7


def sending_page(client: Client) -> str:
    """Return the page before sending, once the pages about the person are filled in."""
    for name in ("about-you", "your-words"):
        client.post(f"/engagements/streets/answer/{name}/", ABOUT)
    return client.get("/engagements/streets/check/").text


def test_an_answer_by_radio_can_be_taken_back_if_none_is_needed(
    stranger: Client, engagement: Engagement
) -> None:
    rating = make_question(engagement, "How safe?", kind="rating", lowest=1, highest=5)
    choice = make_question(engagement, "Do you rent?", "Yes", "No")
    matrix = make_question(engagement, "How good?", "Good", "Poor", kind="matrix", rows=["Bins"])
    needed = make_question(engagement, "Do you walk?", "Yes", "No", is_required=True)
    row = f"row_{matrix.rows.get().pk}"
    given = {rating: {"": "4"}, choice: {"": option(choice, "Yes")},
             matrix: {row: option(matrix, "Good")}}  # fmt: skip
    for question, answers in given.items():
        page = stranger.get(address(question)).text
        assert page.count('value="" ') + page.count('value="">') == 1, "offered"
        assert "checked" not in page, "and not chosen at first"
        give(stranger, question, answers)
        assert "checked" in stranger.get(address(question)).text
        give(stranger, question, dict.fromkeys(answers, ""))
        assert "checked" not in stranger.get(address(question)).text
    assert "No answer" not in stranger.get(address(needed)).text
    give(stranger, needed, {"": option(needed, "Yes")})
    shown = sending_page(stranger)
    for question in given:
        assert "Not answered" in shown.partition(f"{question.text}</dt>")[2].partition("</dd>")[0]
    send(stranger, engagement)
    assert [one.question for one in ChoiceAnswer.objects.all()] == [needed]
    assert not NumberAnswer.objects.exists()


def test_a_ranking_offers_as_many_places_as_people_may_give(
    stranger: Client, engagement: Engagement
) -> None:
    asked = make_question(
        engagement, "Order?", "Parks", "Homes", "Roads", kind="ranking", most_choices=2
    )
    page = stranger.get(address(asked)).text
    assert "Place 2 at most." in page
    assert '<option value="3">' not in page
    third = {f"rank_{option(asked, 'Parks')}": "3"}
    assert "There is a problem" in give(stranger, asked, third).text


def test_a_ranking_keeps_the_order_and_closes_gaps(
    stranger: Client, engagement: Engagement
) -> None:
    asked = make_question(engagement, "Order?", "Parks", "Homes", "Roads", kind="ranking")
    rank = {text: f"rank_{option(asked, text)}" for text in ("Parks", "Homes", "Roads")}
    page = give(stranger, asked, {rank["Parks"]: "2", rank["Homes"]: "2"})
    assert "“Parks” and “Homes” have place 2. Give each its own place." in page.text
    give(stranger, asked, {rank["Roads"]: "1", rank["Parks"]: "3"})
    assert "1. Roads" in sending_page(stranger)
    send(stranger, engagement)
    ranked = ChoiceAnswer.objects.order_by("rank").values_list("option__text", "rank")
    assert list(ranked) == [("Roads", 1), ("Parks", 2)]


def test_a_needed_matrix_is_answered_in_each_row(stranger: Client, engagement: Engagement) -> None:
    asked = make_question(
        engagement, "How good?", "Good", "Poor", kind="matrix", rows=("Parks", "Buses"),
        is_required=True,
    )  # fmt: skip
    parks, buses = asked.rows.all()
    good, poor = option(asked, "Good"), option(asked, "Poor")
    page = give(stranger, asked, {f"row_{parks.pk}": good})
    assert page.text.count("Choose an answer for “Buses”.") == 2
    assert f'value="{good}" checked' in page.text
    give(stranger, asked, {f"row_{parks.pk}": good, f"row_{buses.pk}": poor})
    assert "Parks: Good" in sending_page(stranger)
    send(stranger, engagement)
    stored = ChoiceAnswer.objects.order_by("row").values_list("row__text", "option__text")
    assert list(stored) == [("Parks", "Good"), ("Buses", "Poor")]


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("twelve", "Write a number, such as 12."),
        ("1.234,56", "Write a number, such as 12."),
        ("1,2,3", "Write a number, such as 12."),
        ("-1", "Write a number that is 0 or more."),
        ("101", "Write a number that is 100 or less."),
        ("1.00001", "at most 4 digits"),
        ("NaN", "smaller number"),
        ("1e30", "smaller number"),
    ],
)
def test_a_number_that_does_not_fit_comes_back_with_why(
    stranger: Client, engagement: Engagement, typed: str, said: str
) -> None:
    asked = make_question(engagement, "How many?", kind="number", lowest=0, highest=100)
    page = give(stranger, asked, {"": typed})
    assert said in page.text
    assert f'value="{typed}"' in page.text


@pytest.mark.parametrize(
    ("typed", "value"),
    [
        ("12", "12"),
        (" 1,0 ", "1"),
        ("1,5", "1.5"),
        ("12,50", "12.5"),
        ("1,250", "1250"),
        ("1,00,000.5", "100000.5"),
        ("0.25", "0.25"),
        ("১২", "12"),
    ],
)
def test_a_number_is_read_as_people_type_it(
    stranger: Client, engagement: Engagement, typed: str, value: str
) -> None:
    """A comma parts thousands; where it cannot, it is the point of most of Europe."""
    asked = make_question(engagement, "How many?", kind="number", lowest=0)
    give(stranger, asked, {"": typed})
    send(stranger, engagement)
    assert NumberAnswer.objects.get().value == Decimal(value)


@pytest.mark.parametrize(
    ("day", "month", "year", "said"),
    [
        ("31", "2", "2025", "There is no such date."),
        ("", "2", "2025", "Write the day of the date too."),
        ("1", "", "", "Write the month and the year of the date too."),
        ("1", "May", "2025", "There is no such date."),
    ],
)
def test_a_date_that_is_not_one_comes_back_with_why(
    stranger: Client, engagement: Engagement, day: str, month: str, year: str, said: str
) -> None:
    asked = make_question(engagement, "Since when?", kind="date")
    page = give(stranger, asked, {"day": day, "month": month, "year": year})
    assert said in page.text
    assert f'value="{year}"' in page.text or not year


def test_a_date_is_stored(stranger: Client, engagement: Engagement) -> None:
    asked = make_question(engagement, "Since when?", kind="date")
    give(stranger, asked, {"day": "27", "month": "3", "year": "2025"})
    assert "27 March 2025" in sending_page(stranger)
    send(stranger, engagement)
    assert DateAnswer.objects.get().value == date(2025, 3, 27)


def test_of_a_postcode_only_the_sector_is_kept(stranger: Client, engagement: Engagement) -> None:
    areas = make_areas(with_postcode=True)
    asked = make_question(engagement, "Where do you live?", kind="area", area_set=areas)
    give(stranger, asked, {"postcode": "e1 4ab"})
    assert "4AB" not in str(UnsentResponse.objects.get().answers)
    assert "West" in sending_page(stranger)
    send(stranger, engagement)
    place = PlaceAnswer.objects.get()
    assert (place.area.name, place.postcode_sector, place.latitude) == ("West", "E1 4", None)


def test_a_postcode_that_is_not_ours_and_one_that_contradicts_are_told(
    stranger: Client, engagement: Engagement
) -> None:
    areas = make_areas(with_postcode=True)
    asked = make_question(engagement, "Where do you live?", kind="area", area_set=areas)
    east = str(areas.areas.get(name="East").pk)
    assert "We do not know this postcode" in give(stranger, asked, {"postcode": "N1 9GU"}).text
    assert "such as E1 4AB" in give(stranger, asked, {"postcode": "here"}).text
    page = give(stranger, asked, {"postcode": "E1 4AB", "": east})
    assert "This postcode is in West, and you chose East." in page.text
    give(stranger, asked, {"": east})
    send(stranger, engagement)
    assert PlaceAnswer.objects.get().area.name == "East"


def test_without_a_list_of_areas_a_postcode_is_asked_for(
    stranger: Client, engagement: Engagement
) -> None:
    asked = make_question(engagement, "Where do you live?", kind="area")
    give(stranger, asked, {"postcode": "SW1A 2AA"})
    send(stranger, engagement)
    assert PlaceAnswer.objects.get().postcode_sector == "SW1A 2"


def test_a_pin_goes_where_the_map_was_clicked(stranger: Client, engagement: Engagement) -> None:
    areas = make_areas()
    asked = make_question(engagement, "Where?", kind="place", area_set=areas)
    height = 600 / (2 * 0.6225 * 1.06) * (1 + 0.06 * 2 * 0.6225)  # about
    stayed = give(stranger, asked, {"map600v0.x": "450", "map600v0.y": str(round(height / 2))})
    assert stayed.url == f"{address(asked)}#question-{asked.pk}"
    page = stranger.get(address(asked)).text
    assert "Your pin is in East." in page
    assert "asked-map__pin" in page
    give(stranger, asked, {"": str(areas.areas.get(name="East").pk), "words": "By the crossing"})
    response = send(stranger, engagement)
    place = PlaceAnswer.objects.get()
    assert place.area.name == "East"
    assert float(place.longitude) == pytest.approx(1.53, abs=0.02)
    assert float(place.latitude) == pytest.approx(51.5, abs=0.02)
    said = response.contributions.get()
    assert (said.text, said.part) == ("By the crossing", Contribution.Part.PLACE)


def test_the_same_spot_on_the_small_picture_is_the_same_pin(
    stranger: Client, engagement: Engagement
) -> None:
    asked = make_question(engagement, "Where?", kind="place", area_set=make_areas())
    pins = []
    for width, x, y in ((600, "300", "150"), (280, "140", "70")):
        give(stranger, asked, {f"map{width}v0.x": x, f"map{width}v0.y": y})
        pins.append(UnsentResponse.objects.get().answers[field(asked, "pin")])
    assert pins[0] == pins[1]


def test_a_click_beside_the_place_and_a_forged_one_put_no_pin(
    stranger: Client, engagement: Engagement
) -> None:
    asked = make_question(engagement, "Where?", kind="place", area_set=make_areas())
    page = give(stranger, asked, {"map600v0.x": "0", "map600v0.y": "0", "words": "The park"})
    assert "That is outside the map." in page.text
    assert "The park" in page.text
    page = give(stranger, asked, {"map600v0.x": "x", "map600v0.y": ""})
    assert "That click did not arrive." in page.text
    assert not PlaceAnswer.objects.exists()


def test_choosing_another_area_takes_the_pin_away(stranger: Client, engagement: Engagement) -> None:
    areas = make_areas()
    asked = make_question(engagement, "Where?", kind="place", area_set=areas)
    give(stranger, asked, {"map600v0.x": "450", "map600v0.y": "200"})
    give(stranger, asked, {"": str(areas.areas.get(name="West").pk)})
    send(stranger, engagement)
    place = PlaceAnswer.objects.get()
    assert (place.area.name, place.latitude) == ("West", None)


def test_an_area_is_shown_larger_and_a_click_there_is_read_at_that_size(
    stranger: Client, engagement: Engagement
) -> None:
    areas = make_areas()
    asked = make_question(engagement, "Where?", kind="place", area_set=areas)
    west = areas.areas.get(name="West")
    give(stranger, asked, {"": str(west.pk)}, show_area=str(asked.pk))
    page = stranger.get(address(asked)).text
    assert f"map600v{west.pk}" in page
    assert "Show the whole map" in page
    give(stranger, asked, {f"map600v{west.pk}.x": "300", f"map600v{west.pk}.y": "450"})
    send(stranger, engagement)
    assert float(PlaceAnswer.objects.get().longitude) == pytest.approx(0.5, abs=0.01)


def test_the_map_is_a_picture_of_areas_and_of_nothing_that_was_answered(
    stranger: Client, engagement: Engagement
) -> None:
    asked = make_question(engagement, "Where?", kind="place", area_set=make_areas())
    drawn = stranger.get(f"/engagements/streets/map/{asked.pk}.svg?view=999&chosen=x")
    assert drawn.headers["Content-Type"] == "image/svg+xml"
    assert b"West" in drawn.content
    Engagement.objects.update(is_published=False)
    assert stranger.get(f"/engagements/streets/map/{asked.pk}.svg").status_code == 404


def test_a_map_of_an_area_with_a_number_of_thousands_of_digits_is_that_of_the_whole_place(
    stranger: Client, engagement: Engagement
) -> None:
    asked = make_question(engagement, "Where?", kind="place", area_set=make_areas())
    long = "1" * 5_000
    path = f"/engagements/streets/map/{asked.pk}.svg"
    assert stranger.get(f"{path}?view={long}").content == stranger.get(path).content
    give(stranger, asked, {f"map600v{long}.x": "9", f"map600v{long}.y": "9"})
    give(stranger, asked, {"": long}, show_area=str(asked.pk))
    assert stranger.get(address(asked)).status_code == 200


def test_a_place_without_a_map_is_told_in_words(stranger: Client, engagement: Engagement) -> None:
    asked = make_question(engagement, "Where?", kind="place", is_required=True)
    assert "Describe the place." in give(stranger, asked, {"words": ""}).text
    give(stranger, asked, {"words": "Behind the library"})
    response = send(stranger, engagement)
    assert response.contributions.get().part == Contribution.Part.PLACE
    assert not PlaceAnswer.objects.exists()


def test_what_was_retired_is_not_asked(stranger: Client, engagement: Engagement) -> None:
    asked = make_question(
        engagement, "How good?", "Good", "Bad", kind="matrix", rows=("Now", "Then")
    )
    gone = make_question(engagement, "Old?", retired_at=timezone.now())
    QuestionOption.objects.filter(text="Bad").update(retired_at=timezone.now())
    MatrixRow.objects.filter(text="Then").update(retired_at=timezone.now())
    page = stranger.get(address(asked)).text
    assert "Question 1 of 1" in page
    assert [text for text in ("Bad", "Then", "Old?") if text in page] == []
    assert stranger.get(address(gone)).status_code == 404


def test_a_section_is_one_page_and_nothing_typed_on_it_is_lost(
    stranger: Client, engagement: Engagement
) -> None:
    section = Section.objects.create(engagement=engagement, position=1, title="Your street")
    first = make_question(engagement, "What is good?", section=section)
    second = make_question(engagement, "How many trees?", kind="number", section=section)
    later = Section.objects.create(engagement=engagement, position=2, title="The end")
    make_question(engagement, "Anything else?", section=later)
    page = f"/engagements/streets/answer/section-{section.pk}/"
    shown = stranger.get(page).text
    assert "Questions 1 to 2 of 3" in shown
    assert '<h1 class="govuk-heading-l" dir="auto">Your street</h1>' in shown
    refused = stranger.post(page, {field(first): "The lime trees", field(second): "many"}).text
    assert "The lime trees" in refused
    assert 'value="many"' in refused
    assert f'href="#id_{field(second)}"' in refused
    assert refused.count("Write a number, such as 12.") == 2
    went = stranger.post(page, {field(first): "The lime trees", field(second): "6"})
    assert went.url == f"/engagements/streets/answer/section-{later.pk}/"


def test_what_was_half_typed_is_there_after_back_and_mended_before_sending(
    stranger: Client, engagement: Engagement
) -> None:
    first = make_question(engagement, "Anything?")
    asked = make_question(engagement, "How many?", kind="number")
    give(stranger, first, {"": "Words"})
    went = give(stranger, asked, {"": "about ten"}, back="yes")
    assert went.url == address(first)
    assert 'value="about ten"' in stranger.get(address(asked)).text
    for name in ("about-you", "your-words"):
        stranger.post(f"/engagements/streets/answer/{name}/", ABOUT)
    sent_back = stranger.get("/engagements/streets/check/")
    assert sent_back.url == f"{address(asked)}?change=yes"
    assert "Write a number, such as 12." in stranger.get(sent_back.url).text


def test_thirty_answers_need_as_few_statements_as_three(
    engagement: Engagement, django_assert_max_num_queries
) -> None:
    answers: dict[str, Any] = {"capacity": "resident", "may_publish": "words"}
    for number in range(10):
        one = make_question(engagement, f"One {number}?", "Yes", "No")
        answers |= {field(one): option(one, "Yes")}
        answers |= {field(make_question(engagement, f"Words {number}?")): "More trees"}
        answers |= {field(make_question(engagement, f"Number {number}?", kind="number")): "3"}
    with django_assert_max_num_queries(24):
        send_response(engagement=engagement, token="t", draft=Draft(answers), now=timezone.now())
    assert ChoiceAnswer.objects.count() == NumberAnswer.objects.count() == 10
    assert Contribution.objects.count() == 10
