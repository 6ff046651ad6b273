from django.apps import AppConfig


class IndicatorsConfig(AppConfig):
    name = "goldenthread_web.indicators"
    label = "indicators"
