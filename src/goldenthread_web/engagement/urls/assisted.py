from django.urls import path

from goldenthread_web.engagement.views import assisted

OFFICE = "office/engagements/<slug:slug>/enter/"
urlpatterns = [
    path(OFFICE, assisted.enter_answer, name="enter"),
    path(f"{OFFICE}receipt/", assisted.show_entered, name="entered"),
]
