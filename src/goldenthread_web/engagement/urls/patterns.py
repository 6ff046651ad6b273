from django.urls import path

from goldenthread_web.engagement.views import patterns

OFFICE = "office/engagements/<slug:slug>/repeated/"
urlpatterns = [
    path(OFFICE, patterns.list_patterns, name="patterns"),
    path(f"{OFFICE}look/", patterns.look, name="look-for-patterns"),
    path(f"{OFFICE}<int:pattern_id>/", patterns.conclude, name="pattern"),
]
