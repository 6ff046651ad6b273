from django.apps import AppConfig


class PlansConfig(AppConfig):
    name = "goldenthread_web.plans"
    label = "plans"
