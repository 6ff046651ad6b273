from django.urls import path

from goldenthread_web.engagement.views import calendar

CALENDAR = "office/calendar/"
PERIOD = f"{CALENDAR}<int:period_id>/"

urlpatterns = [
    path(CALENDAR, calendar.show_year, name="calendar"),
    path(f"{CALENDAR}calendar.csv", calendar.download, name="calendar-download"),
    path(f"{CALENDAR}add/", calendar.add, name="add-period"),
    path(f"{CALENDAR}bring-in/", calendar.bring_in, name="calendar-file"),
    path(f"{CALENDAR}computed/", calendar.add_computed, name="add-computed-periods"),
    path(PERIOD, calendar.change, name="period"),
    path(f"{PERIOD}remove/", calendar.remove, name="remove-period"),
    path(f"{PERIOD}allow/<slug:slug>/", calendar.allow, name="allow-period"),
]
