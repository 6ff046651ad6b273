"""The worked example keeps the promises that its README makes."""

import csv
import re
import tomllib
import unicodedata
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

EXAMPLE = Path(__file__).resolve().parents[2] / "examples" / "tower_hamlets"
STAMP = "invented for this demonstration"
STOCK_ANSWERS = {"n/a", "dont know", "don't know", "nothing", "see above", "more evening classes"}
MACHINE_WRITTEN = {"bn", "so", "syl-Latn"}
RESERVED_PHONE = re.compile(r"020 7946 0\d{3}|07700 900\d{3}")
ANY_PHONE = re.compile(r"\b0[127][\d ]{8,}\d\b")
EMAIL = re.compile(r"[\w.+-]+@[\w.-]*\w")


def load(name: str) -> dict[str, Any]:
    with (EXAMPLE / name).open("rb") as handle:
        return tomllib.load(handle)


ENGAGEMENTS = load("engagements.toml")
SOURCES = load("sources.toml")
CODEBOOK = load("codebook.toml")
PLAN = load("plan.toml")
REVIEW = load("review.toml")
HELD_EXERCISES = [exercise for exercise in ENGAGEMENTS["engagement"] if "file" in exercise]
EQUALITY = {question["key"]: question["options"] for question in ENGAGEMENTS["equality_question"]}


def read_rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as handle:
        return list(csv.DictReader(handle))


RESPONSES = {e["file"]: read_rows(EXAMPLE / "responses" / e["file"]) for e in HELD_EXERCISES}
CODINGS = read_rows(EXAMPLE / "codings.csv")


def questions(exercise: dict[str, Any], *kinds: str) -> list[dict[str, Any]]:
    return [question for question in exercise["question"] if question["kind"] in kinds]


def read_contributions() -> Iterator[tuple[tuple[str, str, str], str]]:
    for exercise in HELD_EXERCISES:
        for row in RESPONSES[exercise["file"]]:
            for question in questions(exercise, "open"):
                if row[question["key"]]:
                    yield (exercise["file"], row["id"], question["key"]), row[question["key"]]


CONTRIBUTIONS = dict(read_contributions())


def address(entry: dict[str, Any]) -> tuple[str, str, str]:
    return entry["file"], entry["id"], entry["question"]


def test_there_are_at_least_seven_hundred_contributions() -> None:
    assert len(CONTRIBUTIONS) >= 700


def test_every_response_has_an_id_of_its_own() -> None:
    ids = Counter(row["id"] for rows in RESPONSES.values() for row in rows)
    assert [each for each, count in ids.items() if count > 1] == []


def test_every_row_is_stamped_as_invented() -> None:
    rows = [row for rows in RESPONSES.values() for row in rows] + CODINGS
    assert {row["invented"] for row in rows} == {STAMP}
    assert {each["invented"] for each in (ENGAGEMENTS, CODEBOOK, REVIEW, PLAN["plan"])} == {STAMP}


def test_every_response_says_at_least_one_thing() -> None:
    spoken = {(file, id_) for file, id_, _ in CONTRIBUTIONS}
    assert spoken == {(file, row["id"]) for file, rows in RESPONSES.items() for row in rows}


def test_columns_are_the_questions_in_form_order() -> None:
    for exercise in HELD_EXERCISES:
        columns = list(RESPONSES[exercise["file"]][0])
        asked = [question["key"] for question in exercise["question"]]
        start = columns.index("may_publish") + 1
        assert columns[start:] == [*asked, *EQUALITY, "invented"]


def test_machine_written_languages_are_marked_and_english_is_not() -> None:
    for row in (row for rows in RESPONSES.values() for row in rows):
        expected = "machine-written" if row["language"] in MACHINE_WRITTEN else ""
        assert row["language_note"] == expected
        assert row["language"] in {"en", *MACHINE_WRITTEN}


@pytest.mark.parametrize(("language", "fewest"), [("bn", 40), ("so", 25), ("syl-Latn", 25)])
def test_each_language_has_its_share(language: str, fewest: int) -> None:
    spoken = {(f, row["id"]): row["language"] for f, rows in RESPONSES.items() for row in rows}
    assert sum(spoken[file, id_] == language for file, id_, _ in CONTRIBUTIONS) >= fewest


def test_closed_answers_are_options_of_their_question() -> None:
    for exercise in HELD_EXERCISES:
        for question in questions(exercise, "one choice", "several choices"):
            most = question.get("most_choices", 1)
            for row in RESPONSES[exercise["file"]]:
                chosen = [each for each in row[question["key"]].split("; ") if each]
                assert len(chosen) <= most
                assert set(chosen) <= set(question["options"])


def test_equality_answers_are_options_and_young_people_have_none() -> None:
    for row in (row for rows in RESPONSES.values() for row in rows):
        for key, options in EQUALITY.items():
            assert row[key] in {"", *options}
            assert row["under_18"] == "no" or row[key] == ""


def test_dates_lie_within_their_exercise() -> None:
    for exercise in HELD_EXERCISES:
        for row in RESPONSES[exercise["file"]]:
            assert exercise["opens_on"].isoformat() <= row["date"]
            assert row["date"] <= exercise["closes_on"].isoformat()


def test_personal_data_comes_from_reserved_ranges_only() -> None:
    for text in CONTRIBUTIONS.values():
        assert all(RESERVED_PHONE.fullmatch(each) for each in ANY_PHONE.findall(text)), text
        assert all(each.endswith("@example.org") for each in EMAIL.findall(text)), text


def test_words_are_composed_unicode() -> None:
    assert all(unicodedata.is_normalized("NFC", text) for text in CONTRIBUTIONS.values())


def test_nobody_repeats_another_except_campaigns_and_stock_answers() -> None:
    campaigns = {campaign["text"] for campaign in REVIEW["campaign"]}
    repeated = {text for text, count in Counter(CONTRIBUTIONS.values()).items() if count > 1}
    assert {each for each in repeated - campaigns if each.lower() not in STOCK_ANSWERS} == set()


def test_campaigns_have_the_senders_that_we_say() -> None:
    for campaign in REVIEW["campaign"]:
        copies = [text for text in CONTRIBUTIONS.values() if campaign["text"] in text]
        own_words = [text for text in copies if text != campaign["text"]]
        assert len(copies) == campaign["senders"]
        assert len(own_words) == campaign["with_words_of_their_own"]


def test_codings_point_to_words_and_to_themes() -> None:
    themes = {theme["key"] for theme in CODEBOOK["theme"]}
    for coding in CODINGS:
        given = coding["themes"].split("; ")
        assert address(coding) in CONTRIBUTIONS
        assert 1 <= len(given) <= 2
        assert set(given) <= themes
    assert len({address(coding) for coding in CODINGS}) == len(CODINGS)


def test_about_nine_in_ten_contributions_are_coded() -> None:
    assert 0.85 <= len(CODINGS) / len(CONTRIBUTIONS) <= 0.92


def test_themes_are_defined_used_and_nested_under_existing_ones() -> None:
    themes = {theme["key"]: theme for theme in CODEBOOK["theme"]}
    used = {key for coding in CODINGS for key in coding["themes"].split("; ")}
    assert 18 <= len(themes) <= 24
    assert len(themes) == len(CODEBOOK["theme"])
    assert used == set(themes)
    for theme in themes.values():
        assert theme.get("parent", "fairness") in themes
        assert all(theme[part] for part in ("name", "definition", "includes", "excludes"))


def bases() -> Iterator[dict[str, Any]]:
    for element in PLAN["element"]:
        yield from element["basis"]


def test_every_quote_is_an_exact_part_of_words_that_may_be_published() -> None:
    may_publish = {(f, r["id"]): r["may_publish"] for f, rows in RESPONSES.items() for r in rows}
    quotes = [basis for basis in bases() if basis["kind"] == "words" and "quote" in basis]
    assert len(quotes) >= 20
    for basis in quotes:
        assert basis["quote"] in CONTRIBUTIONS[address(basis)]
        assert may_publish[basis["file"], basis["id"]] == "words"


def test_no_quote_touches_words_that_are_held_or_hidden() -> None:
    planted = [*REVIEW["personal_data"], *REVIEW["safeguarding"]]
    quoted = {address(basis) for basis in bases() if "quote" in basis and "file" in basis}
    assert quoted.isdisjoint(address(each) for each in planted)


def test_every_element_of_the_edition_has_a_basis_with_a_reason() -> None:
    kinds = {
        "words",
        "data",
        "statutory duty",
        "adopted policy",
        "professional judgement",
        "carried over",
    }
    for element in PLAN["element"]:
        assert element["basis"], element["key"]
    assert {basis["kind"] for basis in bases()} == kinds
    assert all(basis["reason"] for basis in bases())


def test_data_bases_give_figure_source_and_method() -> None:
    data = [basis for basis in bases() if basis["kind"] == "data"]
    assert data
    assert all(basis["figure"] and basis["source"] and basis["method"] for basis in data)


def test_only_the_draft_holds_an_element_without_a_basis() -> None:
    assert [element["basis"] for element in PLAN["draft_only"]] == [[]]
    keys = [element["key"] for element in [*PLAN["element"], *PLAN["draft_only"]]]
    assert len(set(keys)) == len(keys)


def test_each_outcome_serves_calls_and_one_of_them_leads() -> None:
    calls = {e["key"] for e in PLAN["element"] if e["kind"] == "call to action"}
    outcomes = [e for e in PLAN["element"] if e["kind"] == "outcome"]
    assert 10 <= len(outcomes) <= 14
    for outcome in outcomes:
        assert set(outcome["calls"]) <= calls
        assert outcome["lead_call"] in outcome["calls"]


def test_one_outcome_rests_on_no_resident_words_and_says_so() -> None:
    wordless = [e for e in PLAN["element"] if all(b["kind"] != "words" for b in e["basis"])]
    assert [e["key"] for e in wordless] == ["pay_gaps_in_one_place"]
    assert wordless[0]["no_words_note"]


def test_the_theme_that_is_left_unanswered_is_strong_and_the_only_one() -> None:
    answered = {basis["theme"] for basis in bases() if "theme" in basis}
    themes = {theme["key"] for theme in CODEBOOK["theme"]}
    sizes = Counter(key for coding in CODINGS for key in coding["themes"].split("; "))
    assert themes - answered == set(PLAN["plan"]["left_unanswered"])
    assert all(sizes[key] >= 40 for key in PLAN["plan"]["left_unanswered"])


def test_published_elements_have_the_wording_that_the_sources_use() -> None:
    published = {e["key"]: e["text"] for e in PLAN["element"] if e["published"]}
    quoted = {call["key"]: call["text"] for call in SOURCES["call_to_action"]}
    assert published == {"vision": SOURCES["vision"]["text"], **quoted}


def test_the_wording_used_is_whole_and_is_one_of_those_published() -> None:
    for call in SOURCES["call_to_action"]:
        wordings = {wording["document"]: wording for wording in call["wording"]}
        assert len(wordings) == 2
        assert wordings[call["used_from"]]["as_published"] == call["text"]
        assert wordings[call["used_from"]]["complete"]


def test_the_call_that_is_cut_short_is_kept_as_it_stands() -> None:
    cut = [w for c in SOURCES["call_to_action"] for w in c["wording"] if not w["complete"]]
    assert [w["as_published"].endswith("good work and skills and an") for w in cut] == [True]
    assert SOURCES["improvement_principles"]["listed_in_our_source"] is False


def test_the_workshops_ask_the_four_published_questions() -> None:
    workshops = next(e for e in HELD_EXERCISES if e["file"] == "workshops.csv")
    asked = [(question["key"], question["text"]) for question in workshops["question"]]
    assert asked == [(q["key"], q["text"]) for q in SOURCES["workshop_question"]]


def test_every_exercise_has_what_an_engagement_must_show() -> None:
    required = ["slug", "title", "purpose", "who_decides", "decision_expected", "other_ways"]
    required += ["supporting_documents", "privacy_notice", "channel", "audience"]
    for exercise in ENGAGEMENTS["engagement"]:
        assert all(exercise[field].strip() for field in required), exercise["slug"]
        assert exercise["is_consultation"] is False


def test_every_exercise_says_what_can_still_change() -> None:
    for exercise in ENGAGEMENTS["engagement"]:
        check = exercise["opening_check"]
        needed = {"influence", "what_can_change", "data_protection"}
        if check["extent"] == "full":
            needed |= {"what_cannot_change", "options_considered", "options_rejected"}
            needed |= {"who_is_affected", "equality_analysis"}
        assert all(check[name].strip() for name in needed), exercise["slug"]
        assert (check["extent"] == "full") is (exercise["channel"] == "online survey")


def test_one_exercise_is_decided_and_says_what_is_not_answered() -> None:
    (decided,) = [each for each in ENGAGEMENTS["engagement"] if "outcome" in each]
    assert decided["outcome"]["decided_on"] > decided["closes_on"]
    assert "Bins: no part of the plan answers this yet" in decided["outcome"]["we_did"]


def test_one_exercise_is_open_whenever_the_example_is_loaded() -> None:
    opened = [e for e in ENGAGEMENTS["engagement"] if "opens_days_before_loading" in e]
    assert [(e["opens_days_before_loading"], e["closes_days_after_loading"]) for e in opened] == [
        (14, 60)
    ]


def test_what_moderators_should_find_is_there() -> None:
    planted = [*REVIEW["personal_data"], *REVIEW["safeguarding"], *REVIEW["flagged_words"]]
    for each in planted:
        assert address(each) in CONTRIBUTIONS
        for part in each.get("redact", []):
            assert part in CONTRIBUTIONS[address(each)]


def test_the_readme_states_the_numbers_of_the_files() -> None:
    readme = (EXAMPLE / "README.md").read_text(encoding="utf-8")
    responses = sum(len(rows) for rows in RESPONSES.values())
    assert f"{responses} responses with {len(CONTRIBUTIONS)} answers" in readme
    assert f"themes given to {len(CODINGS)} of the contributions" in readme
