from django.apps import AppConfig


class ThreadConfig(AppConfig):
    name = "goldenthread_web.thread"
    label = "thread"
