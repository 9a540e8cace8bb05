from django.apps import AppConfig, apps
from django.db.backends.signals import connection_created
from django.db.models.signals import post_migrate


class PortalConfig(AppConfig):
    name = "compact_portal"
    verbose_name = "Compact portal"

    def ready(self):
        from compact_portal.database import grants, role_check

        connection_created.connect(role_check.check_running_role, dispatch_uid="running_role")
        # Django sends the signal only for apps with models, and only once every migration is done.
        post_migrate.connect(grants.after_migrate, sender=apps.get_app_config("reviews"), dispatch_uid="grants")
