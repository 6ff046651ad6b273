from django.apps import AppConfig


class PartnersConfig(AppConfig):
    name = "goldenthread_web.partners"
    label = "partners"
