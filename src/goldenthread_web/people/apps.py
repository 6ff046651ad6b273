from django.apps import AppConfig


class PeopleConfig(AppConfig):
    name = "goldenthread_web.people"
    label = "people"
