from django.apps import AppConfig


class MessagingConfig(AppConfig):
    name = "compact_portal.messaging"
    label = "messaging"
    verbose_name = "Messages"
