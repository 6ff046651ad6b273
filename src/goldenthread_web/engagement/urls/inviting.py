from django.urls import path

from goldenthread_web.engagement.views import inviting, inviting_letters, inviting_messages

OFFICE = "office/engagements/<slug:slug>/inviting/"
LETTERS = f"{OFFICE}letters/"

urlpatterns = [
    path(OFFICE, inviting.show, name="inviting"),
    path(f"{OFFICE}lists/", inviting.invite_lists, name="invite-lists"),
    path(f"{OFFICE}codes/", inviting.add_batch, name="add-codes"),
    path(f"{OFFICE}codes/codes.csv", inviting_letters.download_codes, name="codes-download"),
    path(f"{OFFICE}group/", inviting.show_group, name="invited-group"),
    path(f"{OFFICE}withdraw/", inviting.withdraw, name="withdraw-codes"),
    path(f"{OFFICE}send/<slug:step_name>/", inviting_messages.send, name="send-messages"),
    path(
        f"{OFFICE}words/<slug:kind>/<slug:language>/", inviting_messages.word, name="word-message"
    ),
    path(f"{OFFICE}not-sent/", inviting_messages.list_failed, name="messages-not-sent"),
    path(f"{OFFICE}not-sent/again/", inviting_messages.try_again, name="send-again"),
    path(LETTERS, inviting_letters.list_letters, name="letters"),
    path(f"{LETTERS}<int:letters_id>/", inviting_letters.take_letters, name="take-letters"),
    path(
        f"{LETTERS}<int:letters_id>/remove/",
        inviting_letters.remove_letters,
        name="remove-letters",
    ),
]
