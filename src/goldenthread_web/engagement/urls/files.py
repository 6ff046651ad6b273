from django.urls import path

from goldenthread_web.engagement.views import files

OFFICE = "office/engagements/<slug:slug>/files/"
urlpatterns = [
    path("engagements/<slug:slug>/files/", files.list_released, name="released-files"),
    path("engagements/<slug:slug>/files/<int:file_id>/", files.get_released, name="released-file"),
    path(OFFICE, files.list_files, name="files"),
    path(f"{OFFICE}<int:file_id>/", files.decide_file, name="file"),
    path(f"{OFFICE}<int:file_id>/content/", files.look_at_file, name="file-content"),
]
