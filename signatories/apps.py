from django.apps import AppConfig


class SignatoriesConfig(AppConfig):
    name = "signatories"
    verbose_name = "Signatories"

    def ready(self):
        from compact_portal.accounts.second_factor import require_second_factor_when
        from signatories.roles import must_have_second_factor

        require_second_factor_when(must_have_second_factor)
