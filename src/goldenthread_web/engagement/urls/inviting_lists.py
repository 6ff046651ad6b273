from django.urls import path

from goldenthread_web.engagement.views import inviting_lists, inviting_public

LISTS = "office/lists/"
LIST = f"{LISTS}<int:list_id>/"
PERSON = f"{LIST}people/<int:invitee_id>/"

urlpatterns = [
    path("hear-from-us/", inviting_public.join, name="join"),
    path("hear-from-us/confirm/<str:token>/", inviting_public.confirm, name="confirm-asking"),
    path("hear-from-us/leave/<str:token>/", inviting_public.leave, name="leave-list"),
    path("i/", inviting_public.type_any_code, name="type-any-code"),
    path("i/<str:code>/", inviting_public.use_link, name="use-invitation"),
    path("engagements/<slug:slug>/code/", inviting_public.type_code, name="type-code"),
    path(LISTS, inviting_lists.list_lists, name="invitation-lists"),
    path(f"{LISTS}add/", inviting_lists.add_list, name="add-invitation-list"),
    path(LIST, inviting_lists.show_list, name="invitation-list"),
    path(f"{LIST}people.csv", inviting_lists.download_list, name="invitation-list-download"),
    path(f"{LIST}change/", inviting_lists.change_list, name="change-invitation-list"),
    path(f"{LIST}remove/", inviting_lists.remove_list, name="remove-invitation-list"),
    path(f"{LIST}add/", inviting_lists.add_invitee, name="add-invitee"),
    path(f"{LIST}bring-in/", inviting_lists.bring_in, name="bring-in-invitees"),
    path(PERSON, inviting_lists.change_invitee, name="invitee"),
    path(f"{PERSON}remove/", inviting_lists.remove_invitee, name="remove-invitee"),
    path(f"{PERSON}let-in/", inviting_lists.let_in, name="let-in-invitee"),
]
