from django.urls import path

from goldenthread_web.reports.views import open_data, results, results_public
from goldenthread_web.reports.views import what_we_heard as views

app_name = "reports"
OFFICE = "office/engagements/<slug:slug>/what-we-heard"
RESULTS = "office/engagements/<slug:slug>/results"
PUBLIC = "engagements/<slug:slug>/results"
QUESTION = "questions/<int:question_id>"
urlpatterns = [
    path("engagements/<slug:slug>/what-we-heard/", views.show_public, name="public"),
    path("engagements/<slug:slug>/what-we-heard.docx", views.download_public, name="public-word"),
    path(f"{OFFICE}/", views.show_in_office, name="office"),
    path(f"{OFFICE}.docx", views.download_in_office, name="office-word"),
    path(f"{OFFICE}/publish/", views.publish, name="publish"),
    path(f"{OFFICE}/take-back/", views.take_back, name="take-back"),
    path(f"{RESULTS}/", results.show_results, name="results"),
    path(f"{RESULTS}.csv", results.download_results, name="results-download"),
    path(f"{RESULTS}/public/", results.set_public_date, name="results-date"),
    path(f"{RESULTS}/questions/", results.show_questions, name="results-questions"),
    path(f"{RESULTS}/{QUESTION}/", results.show_question, name="results-question"),
    path(f"{RESULTS}/{QUESTION}.csv", results.download_question, name="results-question-download"),
    path(f"{RESULTS}/{QUESTION}/earlier/", results.choose_earlier, name="results-earlier"),
    path(f"{RESULTS}/compare/", results.compare, name="results-compare"),
    path(f"{RESULTS}/compare/report/", results.report_comparison, name="results-compare-report"),
    path(f"{RESULTS}/compare.csv", results.download_comparison, name="results-compare-download"),
    path(f"{PUBLIC}/open-data.zip", open_data.download_package, name="open-data"),
    path(f"{RESULTS}/open-data/", open_data.choose_licence, name="open-data-terms"),
    path(f"{PUBLIC}/", results_public.show_results, name="public-results"),
    path(f"{PUBLIC}.csv", results_public.download_results, name="public-results-download"),
    path(f"{PUBLIC}/compare/", results_public.compare, name="public-compare"),
    path(
        f"{PUBLIC}/compare.csv", results_public.download_comparison, name="public-compare-download"
    ),
]
