from django.urls import path

from goldenthread_web.engagement.views import voices

OFFICE = "office/engagements/<slug:slug>/voices/"
TRANSLATIONS = "office/engagements/<slug:slug>/contributions/<slug:reference>/translations/"
urlpatterns = [
    path(OFFICE, voices.list_voices, name="voices"),
    path(f"{OFFICE}add/", voices.add_voice, name="add-voice"),
    path(f"{OFFICE}<int:recording_id>/sound/", voices.listen, name="voice-sound"),
    path(TRANSLATIONS, voices.translate, name="translations"),
    path(
        f"{TRANSLATIONS}<slug:language>/release/",
        voices.release_translation,
        name="release-translation",
    ),
]
