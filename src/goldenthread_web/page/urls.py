from django.urls import path

from goldenthread_web.page import views

app_name = "page"
urlpatterns = [
    path("office/", views.show_office, name="office"),
    path("accessibility/", views.show_accessibility, name="accessibility"),
    path("privacy/", views.show_privacy, name="privacy"),
    path("health/", views.show_health, name="health"),
]
