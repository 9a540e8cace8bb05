from django.apps import AppConfig


class DisputesConfig(AppConfig):
    name = "disputes"
    verbose_name = "Disagreements"

    def ready(self):
        from compact_portal.accounts.second_factor import require_second_factor_when
        from disputes.roles import is_custodian

        require_second_factor_when(is_custodian)
