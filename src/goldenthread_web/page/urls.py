from django.urls import path

from goldenthread_web.page import views

app_name = "page"
LANGUAGE = "office/pages-in-languages/<slug:language>/"
urlpatterns = [
    path("office/", views.show_office, name="office"),
    path("office/pages-in-languages/", views.show_languages, name="languages"),
    path(LANGUAGE, views.check_language, name="check-language"),
    path(f"{LANGUAGE}draft-again/", views.take_check_back, name="take-check-back"),
    path("accessibility/", views.show_accessibility, name="accessibility"),
    path("privacy/", views.show_privacy, name="privacy"),
    path("health/", views.show_health, name="health"),
]
