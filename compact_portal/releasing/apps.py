from django.apps import AppConfig


class ReleasingConfig(AppConfig):
    name = "compact_portal.releasing"
    label = "releasing"
