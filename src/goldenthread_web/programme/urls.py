from django.urls import path

from goldenthread_web.programme import views

app_name = "programme"
urlpatterns = [path("programme/", views.show_programme, name="programme")]
