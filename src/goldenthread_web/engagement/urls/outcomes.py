from django.urls import path

from goldenthread_web.engagement.views import outcomes

OUTCOME = "office/engagements/<slug:slug>/outcome/"

urlpatterns = [
    path(OUTCOME, outcomes.write, name="outcome"),
    path(f"{OUTCOME}publish/", outcomes.publish, name="publish-outcome"),
    path(f"{OUTCOME}take-back/", outcomes.take_back, name="take-back-outcome"),
]
