from django.urls import URLPattern, path

from goldenthread_web.engagement.views import (
    release,
    release_bulk,
    release_list,
    release_safeguarding,
)

OFFICE = "office/engagements/<slug:slug>"
urlpatterns: list[URLPattern] = [
    path(f"{OFFICE}/contributions/", release_list.list_contributions, name="release-list"),
    path(f"{OFFICE}/contributions/download/", release_list.download, name="release-download"),
    path(f"{OFFICE}/release/", release.show_queue, name="release-queue"),
    path(f"{OFFICE}/release/<slug:reference>/", release.decide_item, name="release-item"),
    path(f"{OFFICE}/release/<slug:reference>/undo/", release.undo, name="release-undo"),
    path(f"{OFFICE}/bulk-release/", release_bulk.show_bulk, name="bulk-release"),
    path(f"{OFFICE}/bulk-release/draw/", release_bulk.draw, name="bulk-draw"),
    path(f"{OFFICE}/bulk-release/<int:reading_id>/", release_bulk.read_sample, name="bulk-sample"),
    path("office/safeguarding/", release_safeguarding.list_cases, name="safeguarding"),
    path(
        "office/safeguarding/<int:case_id>/",
        release_safeguarding.work_on_case,
        name="safeguarding-case",
    ),
]
