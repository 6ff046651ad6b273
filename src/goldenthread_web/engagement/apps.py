from django.apps import AppConfig


class EngagementConfig(AppConfig):
    name = "goldenthread_web.engagement"
    label = "engagement"
