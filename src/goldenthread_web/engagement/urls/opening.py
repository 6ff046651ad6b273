from django.urls import path

from goldenthread_web.engagement.views import opening, opening_drafts

OPENING = "office/engagements/<slug:slug>/opening/"

urlpatterns = [
    path(OPENING, opening.show, name="opening"),
    path(f"{OPENING}pass/", opening.pass_check, name="pass-opening-check"),
    path(f"{OPENING}drafts/<slug:draft>.docx", opening_drafts.download_draft, name="draft"),
    path(f"{OPENING}<slug:opening_part>/", opening.change, name="opening-part"),
]
