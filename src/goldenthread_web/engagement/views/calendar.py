"""The calendar of blocked periods: a year to look at, and keeping it."""

from django.contrib import messages
from django.http import HttpResponse, StreamingHttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST

from goldenthread.errors import InputError
from goldenthread_web.engagement.changes import calendar as changes
from goldenthread_web.engagement.forms.calendar import (
    FIRST_YEAR,
    LAST_YEAR,
    AllowForm,
    PeriodForm,
    PeriodsFileForm,
    YearForm,
    year_asked,
)
from goldenthread_web.engagement.models import BlockedPeriod
from goldenthread_web.engagement.permissions import KEEP_CALENDAR, SEE_CALENDAR
from goldenthread_web.engagement.queries import calendar as queries
from goldenthread_web.engagement.queries.calendar_files import write_periods
from goldenthread_web.engagement.queries.calendar_year import months_of
from goldenthread_web.people.permissions import allows, requires
from goldenthread_web.people.requests import OfficeRequest


@requires(SEE_CALENDAR)
def show_year(request: OfficeRequest) -> HttpResponse:
    today = timezone.localdate()
    year = year_asked(request.GET.get("year", ""), today.year)
    periods = list(queries.periods_of(year))
    running = list(queries.engagements_of(year, request.user))
    may_keep = allows(request.user, KEEP_CALENDAR)
    context = {
        "year": year,
        "before": year - 1 if year > FIRST_YEAR else None,
        "after": year + 1 if year < LAST_YEAR else None,
        "months": months_of(year, periods, running),
        "periods": periods,
        "kinds": BlockedPeriod.Kind.choices,
        "may_keep": may_keep,
        "clashes": queries.clashes_ahead(today) if may_keep else [],
        "year_form": YearForm(initial={"year": year}),
    }
    return render(request, "engagement/calendar_year.html", context)


@requires(SEE_CALENDAR)
def download(request: OfficeRequest) -> StreamingHttpResponse:
    """Give the calendar as a table; of one year where the address names it."""
    year = year_asked(request.GET.get("year", ""), 0)
    found = queries.periods_of(year) if year else queries.all_periods()
    lines = write_periods(found.iterator())
    response = StreamingHttpResponse(lines, content_type="text/csv; charset=utf-8")
    response.headers["Content-Disposition"] = 'attachment; filename="blocked-periods.csv"'
    return response


@requires(KEEP_CALENDAR)
def add(request: OfficeRequest) -> HttpResponse:
    form = PeriodForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        period = changes.add_period(by=request.user, row=form.filled_in_period())
        messages.success(request, f"“{period}” is in the calendar.")
        return _to_year(period.begins_on.year)
    return render(request, "engagement/calendar_period.html", {"form": form})


@requires(KEEP_CALENDAR)
def change(request: OfficeRequest, period_id: int) -> HttpResponse:
    period = queries.period_of(period_id)
    form = PeriodForm(request.POST or None, instance=period)
    if request.method == "POST" and form.is_valid():
        fresh = queries.period_of(period_id)
        changes.change_period(by=request.user, period=fresh, row=form.filled_in_period())
        messages.success(request, "Saved.")
        return _to_year(fresh.begins_on.year)
    context = {"form": form, "period": queries.period_of(period_id)}
    return render(request, "engagement/calendar_period.html", context)


@requires(KEEP_CALENDAR)
@require_POST
def remove(request: OfficeRequest, period_id: int) -> HttpResponse:
    period = queries.period_of(period_id)
    year = period.begins_on.year
    changes.remove_period(by=request.user, period=period)
    messages.success(request, "It is no longer in the calendar.")
    return _to_year(year)


@requires(KEEP_CALENDAR)
def bring_in(request: OfficeRequest) -> HttpResponse:
    form = PeriodsFileForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        count = changes.add_periods(by=request.user, rows=form.rows)
        messages.success(request, f"Added: {count}. There already: {len(form.rows) - count}.")
        return _to_year(form.rows[0].begins_on.year)
    return render(request, "engagement/calendar_file.html", {"form": form})


@requires(KEEP_CALENDAR)
@require_POST
def add_computed(request: OfficeRequest) -> HttpResponse:
    form = YearForm(request.POST)
    if not form.is_valid():
        raise InputError(f"Give a year from {FIRST_YEAR} to {LAST_YEAR}.")
    year = form.cleaned_data["year"]
    count = changes.add_computed_periods(by=request.user, year=year)
    messages.success(request, f"Added: {count}. There already: {2 - count}.")
    return _to_year(year)


@requires(KEEP_CALENDAR)
def allow(request: OfficeRequest, slug: str, period_id: int) -> HttpResponse:
    engagement = queries.fetch_to_allow(request.user, slug)
    period = queries.period_of(period_id)
    form = AllowForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        changes.allow_in_period(
            by=request.user,
            engagement=engagement,
            period=period,
            reason=form.cleaned_data["reason"],
        )
        messages.success(request, f"“{engagement}” may run in this period.")
        return redirect("engagement:calendar")
    context = {"form": form, "engagement": engagement, "period": period}
    return render(request, "engagement/calendar_allow.html", context)


def _to_year(year: int) -> HttpResponse:
    response = redirect("engagement:calendar")
    response.headers["Location"] += f"?year={year}"
    return response
