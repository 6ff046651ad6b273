from django.urls import path

from goldenthread_web.engagement.views import petitions

OFFICE = "office/engagements/<slug:slug>/petitions/"
urlpatterns = [
    path(OFFICE, petitions.list_petitions, name="petitions"),
    path(f"{OFFICE}add/", petitions.add_petition, name="add-petition"),
    path(f"{OFFICE}<int:petition_id>/", petitions.correct_signatures, name="petition-signatures"),
]
