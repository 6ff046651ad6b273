from django.urls import path

from goldenthread_web.engagement.views import export

OWN = "office/engagements/<slug:slug>/take-out"
urlpatterns = [
    path(f"{OWN}/", export.show_export, name="export"),
    path(f"{OWN}/responses.csv", export.download_csv, name="export-csv"),
    path(f"{OWN}/responses.xlsx", export.download_workbook, name="export-workbook"),
    path(f"{OWN}/responses.json", export.download_json, name="export-json"),
    path(f"{OWN}/everything.zip", export.download_package, name="export-package"),
    path(f"{OWN}/code-book.csv", export.download_code_book, name="export-code-book"),
    path(f"{OWN}/votes.csv", export.download_votes, name="export-votes"),
]
