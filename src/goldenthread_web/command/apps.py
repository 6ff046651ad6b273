from django.apps import AppConfig


class CommandConfig(AppConfig):
    name = "goldenthread_web.command"
    label = "command"
