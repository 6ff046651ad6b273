"""Who asked to be told what came of it. Never shown beside what they said."""

import csv

from django.http import HttpResponse
from django.shortcuts import render

from goldenthread.engagement.mending import escape_formula
from goldenthread_web.engagement.changes.looking import log_contacts
from goldenthread_web.engagement.permissions import TELL_PEOPLE
from goldenthread_web.engagement.queries.contacts import contacts
from goldenthread_web.engagement.queries.exercises import fetch_and_authorise
from goldenthread_web.people.pagination import page_of
from goldenthread_web.people.permissions import requires
from goldenthread_web.people.requests import OfficeRequest


@requires(TELL_PEOPLE)
def show_contacts(request: OfficeRequest, slug: str) -> HttpResponse:
    engagement = fetch_and_authorise(request.user, slug, TELL_PEOPLE)
    page = page_of(request, contacts(engagement), size=50)
    log_contacts(by=request.user, engagement=engagement, shown=len(page.object_list))
    return render(request, "engagement/contacts.html", {"engagement": engagement, "page": page})


@requires(TELL_PEOPLE)
def download_contacts(request: OfficeRequest, slug: str) -> HttpResponse:
    engagement = fetch_and_authorise(request.user, slug, TELL_PEOPLE)
    found = list(contacts(engagement))
    log_contacts(by=request.user, engagement=engagement, shown=len(found))
    response = HttpResponse(content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{engagement.slug}-contacts.csv"'
    rows = csv.writer(response)
    rows.writerow(["how to reach", "given on"])
    rows.writerows([escape_formula(one.how_to_reach), one.given_at.date()] for one in found)
    return response
