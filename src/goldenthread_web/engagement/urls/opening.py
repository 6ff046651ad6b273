from django.urls import path

from goldenthread_web.engagement.views import opening

OPENING = "office/engagements/<slug:slug>/opening/"

urlpatterns = [
    path(OPENING, opening.show, name="opening"),
    path(f"{OPENING}pass/", opening.pass_check, name="pass-opening-check"),
    path(f"{OPENING}<slug:opening_part>/", opening.change, name="opening-part"),
]
