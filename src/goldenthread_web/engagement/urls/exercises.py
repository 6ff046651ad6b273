from django.urls import path

from goldenthread_web.engagement.views import exercises

urlpatterns = [
    path("engagements/", exercises.list_published, name="list"),
    path("engagements/<slug:slug>/", exercises.show_published, name="engagement"),
    path("office/engagements/", exercises.list_own, name="own"),
    path("office/engagements/<slug:slug>/", exercises.show_own, name="office"),
]
