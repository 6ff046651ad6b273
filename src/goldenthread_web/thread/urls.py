from django.urls import include, path, re_path

from goldenthread_web.thread.views import front, loose_ends, public_api, receipts, removal, words

app_name = "thread"
urlpatterns = [
    path("api/", public_api.show_api, name="api"),
    path("api/v1/openapi.json", public_api.show_description, name="api-description"),
    path("api/v1/", include(public_api.operation_patterns())),
    re_path(r"^api/v1/", public_api.show_nothing, name="api-nothing"),
    path("", front.show_front, name="front"),
    path("receipt/", receipts.ask_for_receipt, name="receipt"),
    path("receipt/followed/", receipts.follow, name="follow"),
    path("receipt/leave/", receipts.leave, name="leave"),
    path("receipt/remove/", receipts.remove_own, name="remove-own"),
    path("receipt/removed/", receipts.show_removed, name="removed"),
    path("words/<str:reference>/", words.show_words, name="words"),
    path("themes/<int:theme_id>/", words.show_theme, name="theme"),
    path("office/loose-ends/", loose_ends.show_loose_ends, name="loose-ends"),
    path("office/remove/", removal.find_response, name="find-response"),
    path("office/remove/<uuid:number>/", removal.remove_response, name="remove-response"),
]
