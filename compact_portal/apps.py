from django.apps import AppConfig
from django.db.backends.signals import connection_created
from django.db.models.signals import post_migrate


class PortalConfig(AppConfig):
    name = "compact_portal"
    verbose_name = "Compact portal"

    def ready(self):
        from compact_portal.database import grants, role_check

        connection_created.connect(role_check.check_running_role, dispatch_uid="running_role")
        post_migrate.connect(grants.after_migrate, sender=self, dispatch_uid="grants")
