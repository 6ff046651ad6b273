"""How django-allauth behaves here."""

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.internal.flows.login import perform_login
from allauth.account.models import Login
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from goldenthread_web.people.models import Person


class InvitedOnly(DefaultAccountAdapter):  # type: ignore[misc]
    """Nobody signs up by themselves: an administrator adds people."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False


class KnownPeopleOnly(DefaultSocialAccountAdapter):  # type: ignore[misc]
    """A sign-in server lets in those whom an administrator has added, by their e-mail address."""

    def is_open_for_signup(self, request: HttpRequest, sociallogin: object) -> bool:
        return False


def sign_in(request: HttpRequest, person: Person) -> HttpResponse:
    """Return the way into the office: whoever set up a second step is asked for it first."""
    login = Login(user=person, redirect_url=reverse("page:office"))
    response: HttpResponse = perform_login(request, login)
    return response
