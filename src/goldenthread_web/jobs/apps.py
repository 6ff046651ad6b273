from django.apps import AppConfig


class JobsConfig(AppConfig):
    name = "goldenthread_web.jobs"
    label = "jobs"
