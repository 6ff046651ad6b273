from django.urls import path

from goldenthread_web.thread import views

app_name = "thread"
urlpatterns = [
    path("", views.show_front, name="front"),
    path("receipt/", views.ask_for_receipt, name="receipt"),
]
