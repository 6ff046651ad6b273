from django.urls import path

from goldenthread_web.people import views

app_name = "people"
urlpatterns = [
    path("sign-in/<str:token>/", views.use_link, name="use-link"),
    path("office/people/", views.list_people, name="list"),
    path("office/people/add/", views.add_person, name="add"),
    path("office/people/<int:person_id>/", views.show_person, name="person"),
    path("office/people/<int:person_id>/link/", views.make_link, name="make-link"),
    path(
        "office/people/<int:person_id>/forget-second-step/",
        views.forget_second_step,
        name="forget-second-step",
    ),
    path("office/people/<int:person_id>/access/", views.change_access, name="change-access"),
    path("office/audit/", views.read_audit, name="audit"),
]
