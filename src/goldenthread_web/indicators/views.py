"""The areas of the place, as the office keeps them."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST

from goldenthread.errors import ConflictError
from goldenthread.publishing.maps import draw_picture, frame_of
from goldenthread_web.indicators import changes, queries, tasks
from goldenthread_web.indicators.forms import AreasForm, PostcodesForm
from goldenthread_web.indicators.permissions import KEEP_AREAS
from goldenthread_web.people.permissions import requires
from goldenthread_web.people.requests import OfficeRequest

PICTURE_WIDTH = 560


@requires(KEEP_AREAS)
def list_area_sets(request: OfficeRequest) -> HttpResponse:
    return render(request, "indicators/areas_list.html", {"area_sets": queries.area_sets()})


@requires(KEEP_AREAS)
def bring_in_areas(request: OfficeRequest) -> HttpResponse:
    form = AreasForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        typed = {**form.cleaned_data}
        try:
            brought = changes.bring_in_areas(by=request.user, areas=typed.pop("file"), **typed)
        except ConflictError as error:
            form.add_error("name", str(error))
        else:
            messages.success(request, "They are there. Questions can use them now.")
            return redirect("indicators:areas", brought.pk)
    return render(request, "indicators/areas_new.html", {"form": form})


@requires(KEEP_AREAS)
def show_areas(request: OfficeRequest, area_set_id: int) -> HttpResponse:
    area_set = queries.area_set_of(area_set_id)
    areas = list(area_set.areas.order_by("name", "id"))
    form = PostcodesForm({one.code for one in areas}, request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        found = form.cleaned_data["file"]
        if not isinstance(found, dict):
            job = tasks.start_postcodes(by=request.user, area_set=area_set, file=found)
            return redirect("jobs:job", job.pk)
        changes.bring_in_postcodes(by=request.user, area_set=area_set, found=found)
        messages.success(request, f"{len(found):,} postcodes are known now.")
        return redirect("indicators:areas", area_set_id)
    context = {
        "area_set": area_set,
        "areas": areas,
        "form": form,
        "postcode_count": queries.postcode_count(area_set),
    }
    return render(request, "indicators/areas.html", context)


@requires(KEEP_AREAS)
def show_map(request: OfficeRequest, area_set_id: int) -> HttpResponse:
    """Answer with the picture that residents see, names and numbers in it."""
    area_set = queries.area_set_of(area_set_id)
    areas = queries.outlines_of(area_set)
    drawn = draw_picture(areas, frame=frame_of(areas, width=PICTURE_WIDTH), title=area_set.name)
    return HttpResponse(drawn, content_type="image/svg+xml")


@requires(KEEP_AREAS)
@require_POST
def remove_areas(request: OfficeRequest, area_set_id: int) -> HttpResponse:
    area_set = queries.area_set_of(area_set_id)
    try:
        changes.remove_areas(by=request.user, area_set=area_set)
    except ConflictError as error:
        messages.error(request, str(error))
        return redirect("indicators:areas", area_set_id)
    messages.success(request, f"“{area_set.name}” is removed.")
    return redirect("indicators:area-sets")
