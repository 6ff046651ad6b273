from django.urls import path

from goldenthread_web.reports import views

app_name = "reports"
OFFICE = "office/engagements/<slug:slug>/what-we-heard"
urlpatterns = [
    path("engagements/<slug:slug>/what-we-heard/", views.show_public, name="public"),
    path("engagements/<slug:slug>/what-we-heard.docx", views.download_public, name="public-word"),
    path(f"{OFFICE}/", views.show_in_office, name="office"),
    path(f"{OFFICE}.docx", views.download_in_office, name="office-word"),
    path(f"{OFFICE}/publish/", views.publish, name="publish"),
    path(f"{OFFICE}/take-back/", views.take_back, name="take-back"),
]
