from django.urls import path

from goldenthread_web.partners import views

app_name = "partners"
urlpatterns = [
    path("office/partnership/", views.describe_partnership, name="partnership"),
    path("office/partnership/organisations/", views.add_organisation, name="add-organisation"),
]
