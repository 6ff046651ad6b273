from django.apps import AppConfig


class ProgrammeConfig(AppConfig):
    name = "goldenthread_web.programme"
    label = "programme"
