"""Django admin, signed in through the portal's own pages so that the second factor counts there too."""

from django.contrib.admin import AdminSite
from django.contrib.admin.apps import AdminConfig


class PortalAdminSite(AdminSite):
    site_header = "Compact portal administration"
    site_title = "Administration"
    index_title = "Reference data and people"

    def login(self, request, extra_context=None):
        from django.contrib.auth.views import redirect_to_login  # needs the apps, which this module precedes

        return redirect_to_login(request.GET.get("next") or "/admin/")


class PortalAdminConfig(AdminConfig):
    default_site = "compact_portal.accounts.admin_site.PortalAdminSite"
