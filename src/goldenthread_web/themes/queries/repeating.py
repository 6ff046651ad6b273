"""Themes whose name or definition repeats words that were removed, until somebody changes them."""

from django.db.models import CharField, Exists, OuterRef, QuerySet
from django.db.models.functions import Cast

from goldenthread_web.people.models import AuditEvent, Person
from goldenthread_web.themes.models import Theme, ThemeChange

NAMES_REPEAT = "themes.name-repeats-removed-words"
CHANGES_WORDS = (ThemeChange.Kind.RENAMED, ThemeChange.Kind.DEFINED)


def written_fields(theme: Theme) -> tuple[str, ...]:
    """Return what people wrote of a theme."""
    return theme.name, theme.definition, theme.includes, theme.excludes


def names_to_change(person: Person) -> QuerySet[Theme]:
    """Return the themes of the person's exercises that repeat words removed since their last change."""
    noted = AuditEvent.objects.filter(
        action=NAMES_REPEAT, subject_id=Cast(OuterRef("pk"), CharField())
    )
    changed = ThemeChange.objects.filter(
        themes=OuterRef(OuterRef("pk")),
        kind__in=CHANGES_WORDS,
        at__gt=OuterRef("at"),
        undone_by=None,
    )
    found = Theme.objects.filter(ended_at=None, codebook__engagement__members__person=person)
    still = found.filter(Exists(noted.exclude(Exists(changed))))
    return still.select_related("codebook__engagement").order_by("codebook", "position", "name")
