"""Addresses of this stage, by topic."""

from goldenthread_web.engagement.urls import answering, calendar, exercises, importing, release

app_name = "engagement"
urlpatterns = [
    *answering.urlpatterns,
    *calendar.urlpatterns,
    *exercises.urlpatterns,
    *importing.urlpatterns,
    *release.urlpatterns,
]
