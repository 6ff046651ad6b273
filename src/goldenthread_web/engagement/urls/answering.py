from django.urls import path

from goldenthread_web.engagement.views import answering, answering_map

urlpatterns = [
    path("engagements/<slug:slug>/answer/<slug:name>/", answering.answer, name="answer"),
    path("engagements/<slug:slug>/map/<int:question_id>.svg", answering_map.show_map, name="map"),
    path("engagements/<slug:slug>/check/", answering.check, name="check"),
    path("engagements/<slug:slug>/receipt/", answering.show_receipt, name="receipt"),
    path("engagements/<slug:slug>/finish/", answering.finish, name="finish"),
]
