from django.apps import AppConfig


class AccountsConfig(AppConfig):
    name = "compact_portal.accounts"
    label = "accounts"
    verbose_name = "People"

    def ready(self):
        from compact_portal.accounts import sign_in_log  # noqa: F401  connects its receivers
