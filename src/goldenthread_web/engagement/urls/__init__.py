"""Addresses of this stage, by topic."""

from goldenthread_web.engagement.urls import (
    answering,
    assisted,
    building,
    calendar,
    clips,
    exercises,
    export,
    files,
    importing,
    inviting,
    inviting_lists,
    opening,
    outcomes,
    patterns,
    release,
    statements,
    translating,
    voices,
)

app_name = "engagement"
urlpatterns = [
    *answering.urlpatterns,
    *assisted.urlpatterns,
    *building.urlpatterns,
    *calendar.urlpatterns,
    *clips.urlpatterns,
    *exercises.urlpatterns,
    *export.urlpatterns,
    *files.urlpatterns,
    *importing.urlpatterns,
    *inviting.urlpatterns,
    *inviting_lists.urlpatterns,
    *opening.urlpatterns,
    *outcomes.urlpatterns,
    *patterns.urlpatterns,
    *release.urlpatterns,
    *statements.urlpatterns,
    *voices.urlpatterns,
    *translating.urlpatterns,
]
