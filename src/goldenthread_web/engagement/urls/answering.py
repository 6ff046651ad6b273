from django.urls import path

from goldenthread_web.engagement.views import answering, answering_map, answering_once, coming_back

urlpatterns = [
    path("engagements/<slug:slug>/answer/<slug:name>/", answering.answer, name="answer"),
    path("engagements/<slug:slug>/map/<int:question_id>.svg", answering_map.show_map, name="map"),
    path("engagements/<slug:slug>/check/", answering.check, name="check"),
    path("engagements/<slug:slug>/receipt/", answering.show_receipt, name="receipt"),
    path("engagements/<slug:slug>/finish/", answering.finish, name="finish"),
    path("engagements/<slug:slug>/once/", answering_once.explain_once, name="once"),
    path("engagements/<slug:slug>/saved/", coming_back.show_saved, name="saved"),
    path("engagements/<slug:slug>/come-back/", coming_back.come_back, name="come-back"),
    path("engagements/<slug:slug>/clear/", coming_back.clear_browser, name="clear-browser"),
    path("engagements/<slug:slug>/leave/", coming_back.leave, name="leave"),
]
