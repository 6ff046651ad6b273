from django.urls import path

from goldenthread_web.plans import views

app_name = "plans"
urlpatterns = [path("plan/", views.show_current, name="current")]
