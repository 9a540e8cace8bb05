from django.apps import AppConfig


class DisputesConfig(AppConfig):
    name = "disputes"
    verbose_name = "Disagreements"

    def ready(self):
        from compact_portal.accounts.second_factor import require_second_factor_when
        from compact_portal.audit import chain
        from disputes.keeping import verifying
        from disputes.roles import is_custodian

        require_second_factor_when(is_custodian)
        if verifying.faults not in chain.EXAMINERS:
            chain.EXAMINERS.append(verifying.faults)
