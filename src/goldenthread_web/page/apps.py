from django.apps import AppConfig


class PageConfig(AppConfig):
    name = "goldenthread_web.page"
    label = "page"
