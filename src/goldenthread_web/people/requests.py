"""The request of somebody who is signed in."""

from django.http import HttpRequest

from goldenthread_web.people.models import Person


class OfficeRequest(HttpRequest):
    """A request behind `@requires`: its user is a Person, never a stranger."""

    user: Person
