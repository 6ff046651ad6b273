from django.apps import AppConfig


class ThemesConfig(AppConfig):
    name = "goldenthread_web.themes"
    label = "themes"
