from django.apps import AppConfig


class LeavingConfig(AppConfig):
    name = "compact_portal.leaving"
    label = "leaving"
    verbose_name = "Packs to take along"
