from django.apps import AppConfig


class ReportsConfig(AppConfig):
    name = "goldenthread_web.reports"
    label = "reports"
