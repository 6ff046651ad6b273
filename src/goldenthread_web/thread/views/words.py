"""One thing that was said, and one theme: up to the plan, down to the words."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from goldenthread_web.engagement.queries.crowds import is_channel_told, with_capacity_told
from goldenthread_web.engagement.queries.voices import public_translations
from goldenthread_web.engagement.wording import released_text
from goldenthread_web.people.pagination import page_of
from goldenthread_web.people.permissions import open_to_all
from goldenthread_web.thread.queries.elements import themes_in_public
from goldenthread_web.thread.queries.public import public_journey, public_theme


@open_to_all
def show_words(request: HttpRequest, reference: str) -> HttpResponse:
    journey = public_journey(reference)
    known = themes_in_public()
    context = {
        "journey": journey,
        "contribution": journey.contribution,
        "text": released_text(journey.contribution),
        "translations": public_translations(journey.contribution),
        "tells_capacity": bool(with_capacity_told([journey.contribution])),
        "tells_channel": is_channel_told(journey.contribution),
        "themes": [given for given in journey.placement.given if given.theme.pk in known],
    }
    return render(request, "thread/words.html", context)


@open_to_all
def show_theme(request: HttpRequest, theme_id: int) -> HttpResponse:
    found = public_theme(theme_id)
    page = page_of(request, found.words)
    words = [(one, released_text(one)) for one in page]
    context = {"found": found, "theme": found.theme, "page": page, "words": words}
    return render(request, "thread/theme.html", context)
