"""What the office page of one engagement offers: links by name, each with its slug."""

from dataclasses import dataclass

from goldenthread_web.people.models import Person


@dataclass(frozen=True)
class Section:
    """One entry: where it leads, in words, and for which roles."""

    url_name: str
    title: str
    sentence: str
    roles: frozenset[str]


SECTIONS: tuple[Section, ...] = ()


def sections_for(person: Person) -> list[Section]:
    """Return the entries that the person's roles open."""
    return [section for section in SECTIONS if section.roles & person.role_names]
