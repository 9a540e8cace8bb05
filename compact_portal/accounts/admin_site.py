"""Django admin, signed in through the portal's own pages so that the second factor counts there too."""

from django.contrib.admin import AdminSite, ModelAdmin
from django.contrib.admin.apps import AdminConfig
from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import PermissionDenied
from django.shortcuts import redirect
from django.utils.decorators import method_decorator

from compact_portal.administration import NarrowedByItsFilters

# How somebody signs in is changed by that person on the sign-in pages, and by `accounts.actions`; groups are not used.
NOT_HERE = {"account", "auth", "mfa", "socialaccount", "usersessions"}


class PortalAdminSite(AdminSite):
    site_header = "Compact portal administration"
    site_title = "Administration"
    index_title = "Reference data and people"

    def register(self, model_or_iterable, admin_class=None, **options):
        """Every page records what is done on it, and tells no field that it does not show: none can be registered without."""
        from compact_portal.audit.by_hand import RecordedByHand  # needs the apps, which this module precedes

        models = [model_or_iterable] if isinstance(model_or_iterable, type) else model_or_iterable
        page = admin_class or ModelAdmin
        recorded = type(page.__name__, (RecordedByHand, NarrowedByItsFilters, page), {"__module__": page.__module__})
        super().register([model for model in models if model._meta.app_label not in NOT_HERE], recorded, **options)

    @method_decorator(login_not_required)
    def login(self, request, extra_context=None):
        """Everybody who lacks the right to a page of the admin arrives here, those who have signed in too."""
        from django.contrib.auth.views import redirect_to_login  # needs the apps, which this module precedes

        if request.user.is_authenticated:
            raise PermissionDenied
        return redirect_to_login(request.GET.get("next") or "/admin/")

    def password_change(self, request, extra_context=None):
        return redirect("account_change_password")


class PortalAdminConfig(AdminConfig):
    default_site = "compact_portal.accounts.admin_site.PortalAdminSite"
