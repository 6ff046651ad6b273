"""How far is it?"""

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render

from goldenthread_web.jobs import queries
from goldenthread_web.people.pagination import page_of
from goldenthread_web.people.permissions import WORK_IN_OFFICE, requires
from goldenthread_web.people.requests import OfficeRequest


@requires(WORK_IN_OFFICE)
def list_jobs(request: OfficeRequest) -> HttpResponse:
    page = page_of(request, queries.visible_to(request.user))
    return render(request, "jobs/list.html", {"page": page})


@requires(WORK_IN_OFFICE)
def show_job(request: OfficeRequest, job_id: int) -> HttpResponse:
    job = get_object_or_404(queries.visible_to(request.user), pk=job_id)
    is_part = request.headers.get("HX-Request") == "true"
    template = "jobs/progress.html" if is_part else "jobs/job.html"
    return render(request, template, {"job": job})
