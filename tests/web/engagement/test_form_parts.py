"""Whatever residents' pages are made from renews the stamp of its form, however it is changed."""

from collections.abc import Callable
from typing import Any

import pytest
from django.db.models import F
from tests.web.builders import make_engagement, make_question, today

from goldenthread_web.engagement.models import (
    Clip,
    ConditionOption,
    Engagement,
    EqualityOption,
    EqualityQuestion,
    LanguageCheck,
    MatrixRow,
    Question,
    QuestionOption,
    Section,
    ShowCondition,
    Translation,
)
from goldenthread_web.engagement.models.form_parts import FormPart

pytestmark = pytest.mark.django_db


def whole_form(engagement: Engagement) -> dict[type[FormPart], FormPart]:
    """Return one row of each kind that a form is made of."""
    section = Section.objects.create(engagement=engagement, position=1, title="Streets")
    question = make_question(engagement, "How?", "Good", "Bad", kind="matrix", rows=["Lights"])
    condition = ShowCondition.objects.create(
        section=section, depends_on=question, comparison="any of"
    )
    equality = EqualityQuestion.objects.create(
        engagement=engagement, key="age", position=1, text="How old are you?"
    )
    rows = [
        section,
        question,
        condition,
        equality,
        question.options.get(text="Good"),
        question.rows.get(),
        condition.named_options.create(option=question.options.get(text="Bad")),
        equality.options.create(position=1, text="16 to 24"),
        Translation.objects.create(engagement=engagement, language="bn", place="x", text="y"),
        LanguageCheck.objects.create(
            engagement=engagement, language="bn", checked_by="A group", checked_on=today()
        ),
        Clip.objects.create(
            engagement=engagement, part="introduction", kind="signed", language="bfi",
            size=1, has_film=True, has_sound=False, checked_on=today(),
        ),
    ]  # fmt: skip
    return {type(one): one for one in rows}


def save(row: FormPart) -> None:
    row.save()


def save_one_field(row: FormPart) -> None:
    row.save(update_fields=[row._meta.fields[1].attname])


def change_in_the_table(row: FormPart) -> None:
    name = row._meta.fields[1].attname
    type(row).objects.filter(pk=row.pk).update(**{name: F(name)})


def change_many(row: FormPart) -> None:
    type(row).objects.bulk_update([row], [row._meta.fields[1].name])


def delete(row: FormPart) -> None:
    row.delete()


def delete_in_the_table(row: FormPart) -> None:
    type(row).objects.filter(pk=row.pk).delete()


def add_again(row: FormPart) -> None:
    type(row).objects.filter(pk=row.pk).delete()
    row.pk = None
    Engagement.objects.update(form_stamp="00000000-0000-0000-0000-000000000000")
    type(row).objects.bulk_create([row])


CHANGES = [
    save,
    save_one_field,
    change_in_the_table,
    change_many,
    delete,
    delete_in_the_table,
    add_again,
]


@pytest.mark.parametrize("change", CHANGES)
@pytest.mark.parametrize("part", FormPart.__subclasses__())
def test_whatever_a_form_is_made_of_renews_its_stamp(
    part: type[FormPart], change: Callable[[Any], None]
) -> None:
    engagement, other = make_engagement(), make_engagement()
    row = whole_form(engagement)[part]
    engagement.refresh_from_db()

    change(row)

    before = (engagement.form_stamp, other.form_stamp)
    engagement.refresh_from_db()
    other.refresh_from_db()
    assert engagement.form_stamp != before[0]
    assert str(engagement.form_stamp) != "00000000-0000-0000-0000-000000000000"
    if change is not add_again:
        assert other.form_stamp == before[1]


def test_each_part_is_tried_above() -> None:
    assert set(whole_form(make_engagement())) == set(FormPart.__subclasses__())
    assert len(FormPart.__subclasses__()) == 11


def test_an_engagement_read_before_a_change_does_not_bring_the_old_stamp_back() -> None:
    engagement = make_engagement()
    read_before = Engagement.objects.get(pk=engagement.pk)
    old = read_before.form_stamp
    make_question(engagement)

    read_before.save()

    assert Engagement.objects.get(pk=engagement.pk).form_stamp != old


def test_a_change_of_nothing_changes_no_stamp() -> None:
    engagement = make_engagement()
    stamp = engagement.form_stamp

    Question.objects.filter(engagement=engagement).update(text="Nothing")
    QuestionOption.objects.none().delete()
    MatrixRow.objects.bulk_create([])
    EqualityOption.objects.filter(pk=0).delete()
    ConditionOption.objects.filter(pk=0).update(option=0)

    assert Engagement.objects.get(pk=engagement.pk).form_stamp == stamp
