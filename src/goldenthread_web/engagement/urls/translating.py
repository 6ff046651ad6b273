from django.urls import path

from goldenthread_web.engagement.views import translating

LANGUAGES = "office/engagements/<slug:slug>/languages/"
LANGUAGE = f"{LANGUAGES}<slug:language>/"

urlpatterns = [
    path(LANGUAGES, translating.show_languages, name="languages"),
    path(LANGUAGE, translating.translate, name="translate"),
    path(f"{LANGUAGE}texts.csv", translating.download_texts, name="texts-download"),
    path(f"{LANGUAGE}bring-in/", translating.bring_in_texts, name="bring-in-texts"),
    path(f"{LANGUAGE}check/", translating.check_language, name="check-language"),
]
