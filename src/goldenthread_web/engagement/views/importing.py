"""Bringing in what was said elsewhere: send a file, say what its columns are, look at what came."""

from collections.abc import Iterator
from io import StringIO

from django.contrib import messages
from django.http import HttpResponse, HttpResponseBase, QueryDict, StreamingHttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST

from goldenthread.engagement import (
    columns_left_out_as_personal,
    mapping_notes,
    write_rejected,
)
from goldenthread.errors import GoldenThreadError
from goldenthread.records.importing import ColumnMapping, Use
from goldenthread.records.responses import RejectedRow
from goldenthread.records.tables import TableLayout
from goldenthread_web.engagement import tasks
from goldenthread_web.engagement.changes import importing as changes
from goldenthread_web.engagement.changes.looking import log_look
from goldenthread_web.engagement.forms.import_columns import (
    ChooseMappingForm,
    MappingForm,
    SaveMappingForm,
)
from goldenthread_web.engagement.forms.import_layout import LayoutForm
from goldenthread_web.engagement.forms.importing import MendedForm, PolisForm, UploadForm
from goldenthread_web.engagement.models import Engagement, RejectedImportRow, ResponseImport
from goldenthread_web.engagement.permissions import MANAGE_ENGAGEMENTS
from goldenthread_web.engagement.queries import importing as queries
from goldenthread_web.engagement.queries.exercises import fetch_and_authorise
from goldenthread_web.engagement.queries.import_files import (
    FileSample,
    RowAsRead,
    file_of,
    read_first_rows,
    sample_file,
)
from goldenthread_web.engagement.queries.import_layouts import (
    layout_sentences,
    sample_as_in,
    tool_sentences,
)
from goldenthread_web.people.pagination import page_of
from goldenthread_web.people.permissions import requires
from goldenthread_web.people.requests import OfficeRequest

SHOWN_ROWS = 5


def _fetch_engagement(request: OfficeRequest, slug: str) -> Engagement:
    return fetch_and_authorise(request.user, slug, MANAGE_ENGAGEMENTS)


def _go_to(name: str, response_import: ResponseImport) -> HttpResponse:
    return redirect(f"engagement:{name}", response_import.engagement.slug, response_import.pk)


@requires(MANAGE_ENGAGEMENTS)
def list_imports(request: OfficeRequest, slug: str) -> HttpResponse:
    engagement = _fetch_engagement(request, slug)
    page = page_of(request, queries.imports_of(engagement))
    return render(request, "engagement/import_list.html", {"engagement": engagement, "page": page})


@requires(MANAGE_ENGAGEMENTS)
def upload(request: OfficeRequest, slug: str) -> HttpResponse:
    engagement = _fetch_engagement(request, slug)
    form = UploadForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        added = changes.add_import(
            by=request.user,
            engagement=engagement,
            file=form.cleaned_data["file"],
            sample=form.sample,
            now=timezone.now(),
        )
        if form.sample is None:
            tasks.start_looking(by=request.user, response_import=added)
        return _go_to("import", added)
    return render(request, "engagement/import_new.html", {"engagement": engagement, "form": form})


@requires(MANAGE_ENGAGEMENTS)
def show_import(request: OfficeRequest, slug: str, import_id: int) -> HttpResponse:
    engagement = _fetch_engagement(request, slug)
    shown = queries.fetch_import(engagement, import_id)
    if shown.state == ResponseImport.State.UPLOADED:
        is_table = shown.kind == ResponseImport.Kind.RESPONSES
        return _go_to("import-columns" if is_table else "import-polis", shown)
    search = request.GET.get("search", "")
    page = page_of(request, queries.rejected_rows(shown, search))
    if page.object_list:
        log_look(by=request.user, engagement=engagement, shown=len(page.object_list))
    context = {"engagement": engagement, "shown": shown, "page": page, "search": search}
    context["form"] = UploadForm(prefix="mended")
    return render(request, "engagement/import_show.html", context)


@requires(MANAGE_ENGAGEMENTS)
def map_columns(request: OfficeRequest, slug: str, import_id: int) -> HttpResponse:
    engagement = _fetch_engagement(request, slug)
    drafted = queries.fetch_import(engagement, import_id)
    if drafted.state != ResponseImport.State.UPLOADED or drafted.kind != "responses":
        return _go_to("import", drafted)
    mapping = queries.mapping_of(drafted)
    with file_of(drafted) as path:
        sample = sample_file(path, mapping.layout)
    if mapping.is_own_export:
        return _take_own_export(request, drafted, mapping, sample)
    form = MappingForm(request.POST or None, mapping=mapping, sample=sample, engagement=engagement)
    naming = SaveMappingForm(request.POST or None)
    if request.method == "POST" and form.is_valid() and naming.is_valid():
        return _keep_or_start(request, drafted, form.as_mapping(), naming.cleaned_data["name"])
    if request.method != "POST":
        log_look(by=request.user, engagement=engagement, shown=SHOWN_ROWS)
    context = _columns_context(drafted, mapping, sample)
    context |= {"form": form, "naming": naming, "is_open": engagement.is_open(timezone.localdate())}
    status = 422 if form.errors else 200
    return render(request, "engagement/import_columns.html", context, status=status)


def _take_own_export(
    request: OfficeRequest, drafted: ResponseImport, mapping: ColumnMapping, sample: FileSample
) -> HttpResponse:
    """Our own export says what its columns are: there is nothing to choose, only to look at."""
    problem = changes.problem_of_mapping(drafted.engagement, mapping, sample)
    if request.method == "POST" and not problem:
        return _start_importing(request, drafted)
    reading, reading_problem = ([], "") if problem else _read_first_rows(drafted, mapping)
    log_look(by=request.user, engagement=drafted.engagement, shown=len(reading))
    context = {
        "engagement": drafted.engagement,
        "drafted": drafted,
        "understood": layout_sentences(sample),
        "used": len(mapping.columns) - len(mapping.used_as(Use.IGNORED)),
        "left_out": [column.header for column in mapping.used_as(Use.IGNORED)],
        "reading": reading,
        "problem": problem,
        "reading_problem": reading_problem,
        "taken_count": sum(not row.reason for row in reading),
    }
    return render(
        request, "engagement/import_own.html", context, status=422 if request.POST else 200
    )


def _columns_context(
    drafted: ResponseImport,
    mapping: ColumnMapping,
    sample: FileSample,
    layout_form: LayoutForm | None = None,
) -> dict[str, object]:
    kept = queries.saved_mappings(drafted.engagement)
    reading, problem = _read_first_rows(drafted, mapping)
    return {
        "engagement": drafted.engagement,
        "drafted": drafted,
        "sample": sample,
        "first_rows": sample.rows[:SHOWN_ROWS],
        "reading": reading,
        "reading_problem": problem,
        "taken_count": sum(not row.reason for row in reading),
        "understood": [*layout_sentences(sample), *tool_sentences(mapping, sample)],
        "personal": columns_left_out_as_personal(mapping, sample.headers, sample.rows),
        "layout_form": layout_form or _layout_form(drafted, mapping.layout),
        "notes": mapping_notes(mapping, sample.headers, sample.rows),
        "choosing": ChooseMappingForm(kept=kept) if kept else None,
    }


def _layout_form(
    drafted: ResponseImport, layout: TableLayout, data: QueryDict | None = None
) -> LayoutForm:
    with file_of(drafted) as path:
        form = LayoutForm(data, path=path, layout=layout)
        form.is_valid()  # it reads the file, which may be a copy that goes away
    return form


def _read_first_rows(
    drafted: ResponseImport, mapping: ColumnMapping
) -> tuple[list[RowAsRead], str]:
    try:
        with file_of(drafted) as path:
            return read_first_rows(path, mapping), ""
    except GoldenThreadError as reason:
        return [], str(reason)


def _keep_or_start(
    request: OfficeRequest, drafted: ResponseImport, mapping: ColumnMapping, name: str
) -> HttpResponse:
    """Keep what was stated. Bring in only what was shown as it will be read."""
    is_as_shown = mapping == queries.mapping_of(drafted)
    changes.keep_draft(response_import=drafted, mapping=mapping)
    if "keep" in request.POST and name:
        changes.save_mapping(
            by=request.user,
            engagement=drafted.engagement,
            name=name,
            mapping=mapping,
            now=timezone.now(),
        )
        messages.success(request, f"The mapping is kept as “{name}”.")
    if "import" in request.POST:
        if is_as_shown:
            return _start_importing(request, drafted)
        messages.info(
            request, "You changed something. Look how the rows are read now, then bring them in."
        )
    return _go_to("import-columns", drafted)


def _start_importing(request: OfficeRequest, response_import: ResponseImport) -> HttpResponse:
    tasks.start_import(by=request.user, response_import=response_import)
    return _go_to("import", response_import)


@requires(MANAGE_ENGAGEMENTS)
@require_POST
def choose_layout(request: OfficeRequest, slug: str, import_id: int) -> HttpResponse:
    engagement = _fetch_engagement(request, slug)
    drafted = queries.fetch_import(engagement, import_id)
    if drafted.state != ResponseImport.State.UPLOADED or drafted.kind != "responses":
        return _go_to("import", drafted)
    form = _layout_form(drafted, queries.mapping_of(drafted).layout, request.POST)
    if not form.is_valid():
        return _show_layout_again(request, drafted, form)
    with file_of(drafted) as path:
        sample = sample_file(path, form.layout)
    mapping = changes.suggested_mapping(engagement, sample)
    changes.keep_draft(response_import=drafted, mapping=mapping)
    messages.success(request, "The file is read like that now. Look at its columns again.")
    return _go_to("import-columns", drafted)


def _show_layout_again(
    request: OfficeRequest, drafted: ResponseImport, layout_form: LayoutForm
) -> HttpResponse:
    """What was chosen stays chosen, with what is wrong about it."""
    mapping = queries.mapping_of(drafted)
    with file_of(drafted) as path:
        sample = sample_file(path, mapping.layout)
    log_look(by=request.user, engagement=drafted.engagement, shown=SHOWN_ROWS)
    form = MappingForm(None, mapping=mapping, sample=sample, engagement=drafted.engagement)
    context = _columns_context(drafted, mapping, sample, layout_form)
    context |= {"form": form, "naming": SaveMappingForm()}
    context["is_open"] = drafted.engagement.is_open(timezone.localdate())
    return render(request, "engagement/import_columns.html", context, status=422)


@requires(MANAGE_ENGAGEMENTS)
@require_POST
def choose_mapping(request: OfficeRequest, slug: str, import_id: int) -> HttpResponse:
    engagement = _fetch_engagement(request, slug)
    drafted = queries.fetch_import(engagement, import_id)
    form = ChooseMappingForm(request.POST, kept=queries.saved_mappings(engagement))
    if form.is_valid():
        saved = form.cleaned_data["saved"]
        kept = queries.mapping_of(saved)
        with file_of(drafted) as path:
            mapping = changes.fitted(kept, sample_as_in(path, kept))
        changes.keep_draft(response_import=drafted, mapping=mapping)
        messages.success(request, f"The columns are read as in “{saved.name}”.")
    return _go_to("import-columns", drafted)


@requires(MANAGE_ENGAGEMENTS)
def describe_polis(request: OfficeRequest, slug: str, import_id: int) -> HttpResponse:
    engagement = _fetch_engagement(request, slug)
    drafted = queries.fetch_import(engagement, import_id)
    if drafted.state != ResponseImport.State.UPLOADED or drafted.kind == "responses":
        return _go_to("import", drafted)
    choices = queries.polis_choices_of(drafted)
    form = PolisForm(request.POST or None, choices=choices, engagement=engagement)
    is_votes = drafted.kind == ResponseImport.Kind.POLIS_VOTES
    if request.method == "POST" and (is_votes or form.is_valid()):
        if not is_votes:
            changes.keep_draft(response_import=drafted, mapping=form.as_choices())
        return _start_importing(request, drafted)
    context = {"engagement": engagement, "drafted": drafted, "form": form, "is_votes": is_votes}
    context["has_statements"] = queries.has_statements(engagement)
    return render(request, "engagement/import_polis.html", context)


@requires(MANAGE_ENGAGEMENTS)
@require_POST
def start_again(request: OfficeRequest, slug: str, import_id: int) -> HttpResponse:
    stopped = queries.fetch_import(_fetch_engagement(request, slug), import_id)
    if stopped.state == ResponseImport.State.LOOKING:
        tasks.start_looking(by=request.user, response_import=stopped)
        return _go_to("import", stopped)
    return _start_importing(request, stopped)


@requires(MANAGE_ENGAGEMENTS)
@require_POST
def discard(request: OfficeRequest, slug: str, import_id: int) -> HttpResponse:
    engagement = _fetch_engagement(request, slug)
    discarded = queries.fetch_import(engagement, import_id)
    changes.discard_import(by=request.user, response_import=discarded)
    messages.success(request, "The file is deleted. Nothing of it was brought in.")
    return redirect("engagement:imports", slug)


@requires(MANAGE_ENGAGEMENTS)
@require_POST
def send_mended(request: OfficeRequest, slug: str, import_id: int) -> HttpResponse:
    engagement = _fetch_engagement(request, slug)
    first = queries.fetch_import(engagement, import_id)
    mapping = queries.mapping_of(first)
    form = MendedForm(request.POST, request.FILES, mapping=mapping, prefix="mended")
    if not form.is_valid():
        context = {"engagement": engagement, "shown": first, "form": form}
        context["page"] = page_of(request, queries.rejected_rows(first))
        return render(request, "engagement/import_show.html", context, status=422)
    added = changes.add_import(
        by=request.user,
        engagement=engagement,
        file=form.cleaned_data["file"],
        sample=form.sample,
        now=timezone.now(),
    )
    changes.keep_draft(response_import=added, mapping=mapping)
    return _start_importing(request, added)


@requires(MANAGE_ENGAGEMENTS)
def download_rejected(request: OfficeRequest, slug: str, import_id: int) -> HttpResponseBase:
    engagement = _fetch_engagement(request, slug)
    shown = queries.fetch_import(engagement, import_id)
    # Before anything is sent: a file whose columns nobody has described has none to write.
    headers = queries.headers_of(shown)
    log_look(by=request.user, engagement=engagement, shown=shown.rejected_count)
    lines = _rejected_lines(shown, headers)
    response = StreamingHttpResponse(lines, content_type="text/csv; charset=utf-8")
    name = f"not-taken-{slug}-{shown.pk}.csv"
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


def _rejected_lines(shown: ResponseImport, headers: tuple[str, ...]) -> Iterator[str]:
    rows = queries.rejected_rows(shown).iterator(chunk_size=500)
    yield "\ufeff"
    for number, row in enumerate(rows):
        stream = StringIO(newline="")
        write_rejected(stream, headers, [_as_rejected(row)])
        text = stream.getvalue()
        yield text if number == 0 else text.split("\r\n", 1)[1]


def _as_rejected(row: RejectedImportRow) -> RejectedRow:
    return RejectedRow(row.row_number, row.reason, tuple(map(str, row.cells)))


@requires(MANAGE_ENGAGEMENTS)
@require_POST
def forget_rejected(request: OfficeRequest, slug: str, import_id: int) -> HttpResponse:
    engagement = _fetch_engagement(request, slug)
    shown = queries.fetch_import(engagement, import_id)
    changes.forget_rejected_rows(by=request.user, response_import=shown)
    messages.success(request, "The rows that were not taken are deleted here.")
    return _go_to("import", shown)
