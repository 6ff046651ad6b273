from django.urls import path

from goldenthread_web.jobs import views

app_name = "jobs"
urlpatterns = [
    path("office/jobs/", views.list_jobs, name="list"),
    path("office/jobs/<int:job_id>/", views.show_job, name="job"),
]
