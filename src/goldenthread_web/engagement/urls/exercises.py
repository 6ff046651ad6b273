from django.urls import path

from goldenthread_web.engagement.views import contacts, exercises, setting_up

OFFICE = "office/engagements/<slug:slug>/"

urlpatterns = [
    path("engagements/", exercises.list_published, name="list"),
    path("engagements/engagements.csv", exercises.download_published, name="list-download"),
    path("engagements/<slug:slug>/", exercises.show_published, name="engagement"),
    path(
        "engagements/<slug:slug>/documents/<int:document_id>/",
        exercises.get_document,
        name="document",
    ),
    path("office/engagements/", exercises.list_own, name="own"),
    path("office/engagements/engagements.csv", exercises.download_own, name="own-download"),
    path("office/engagements/new/", setting_up.add, name="add"),
    path(OFFICE, exercises.show_own, name="office"),
    path(f"{OFFICE}set-up/", setting_up.show_tasks, name="set-up"),
    path(f"{OFFICE}set-up/<slug:part>/", setting_up.change, name="change"),
    path(f"{OFFICE}publish/", setting_up.publish, name="publish"),
    path(f"{OFFICE}hide/", setting_up.hide, name="hide"),
    path(f"{OFFICE}documents/", setting_up.change_documents, name="documents"),
    path(f"{OFFICE}documents/add/", setting_up.add_document, name="add-document"),
    path(f"{OFFICE}documents/<int:document_id>/", exercises.get_own_document, name="own-document"),
    path(
        f"{OFFICE}documents/<int:document_id>/remove/",
        setting_up.remove_document,
        name="remove-document",
    ),
    path(f"{OFFICE}people/", setting_up.change_people, name="people"),
    path(f"{OFFICE}people/<int:person_id>/remove/", setting_up.remove_person, name="remove-person"),
    path(f"{OFFICE}contacts/", contacts.show_contacts, name="contacts"),
    path(f"{OFFICE}contacts/contacts.csv", contacts.download_contacts, name="contacts-download"),
    path(f"{OFFICE}equality/", exercises.show_equality, name="equality"),
]
