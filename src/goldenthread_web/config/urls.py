"""Which stage answers which address."""

from django.urls import include, path

urlpatterns = [
    path("", include("goldenthread_web.page.urls")),
    path("", include("goldenthread_web.people.urls")),
    path("", include("goldenthread_web.jobs.urls")),
    path("", include("goldenthread_web.partners.urls")),
    path("", include("goldenthread_web.programme.urls")),
    path("", include("goldenthread_web.indicators.urls")),
    path("", include("goldenthread_web.engagement.urls")),
    path("", include("goldenthread_web.themes.urls")),
    path("", include("goldenthread_web.reports.urls")),
    path("", include("goldenthread_web.plans.urls")),
    path("", include("goldenthread_web.thread.urls")),
    path("accounts/", include("allauth.urls")),
]
handler400 = "goldenthread_web.page.errors.show_bad_request"
handler403 = "goldenthread_web.page.errors.show_not_allowed"
handler404 = "goldenthread_web.page.errors.show_not_found"
handler500 = "goldenthread_web.page.errors.show_failure"
