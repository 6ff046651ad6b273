from django.urls import path

from goldenthread_web.engagement.views import answering

urlpatterns = [
    path("engagements/<slug:slug>/answer/<slug:name>/", answering.answer, name="answer"),
    path("engagements/<slug:slug>/check/", answering.check, name="check"),
    path("engagements/<slug:slug>/receipt/", answering.show_receipt, name="receipt"),
    path("engagements/<slug:slug>/finish/", answering.finish, name="finish"),
]
