from django.urls import path

from goldenthread_web.engagement.views import clips

PUBLIC = "engagements/<slug:slug>/clips/<int:clip_id>/"
OFFICE = "office/engagements/<slug:slug>/clips/"
ONE = f"{OFFICE}<int:clip_id>/"

urlpatterns = [
    path(PUBLIC, clips.give_clip, name="clip"),
    path(f"{PUBLIC}captions/", clips.give_captions, name="clip-captions"),
    path(f"{PUBLIC}words/", clips.show_words, name="clip-words"),
    path(OFFICE, clips.list_clips, name="clips"),
    path(f"{OFFICE}add/<slug:clip_part>/", clips.add_clip, name="add-clip"),
    path(ONE, clips.show_clip, name="own-clip-page"),
    path(f"{ONE}content/", clips.give_own_clip, name="own-clip"),
    path(f"{ONE}captions/", clips.give_own_captions, name="own-clip-captions"),
    path(f"{ONE}confirm/", clips.confirm_clip, name="confirm-clip"),
    path(f"{ONE}remove/", clips.remove_clip, name="remove-clip"),
]
