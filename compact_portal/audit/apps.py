from django.apps import AppConfig


class AuditConfig(AppConfig):
    name = "compact_portal.audit"
    label = "audit"
    verbose_name = "What happened"
