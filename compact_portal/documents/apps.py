from django.apps import AppConfig


class DocumentsConfig(AppConfig):
    name = "compact_portal.documents"
    label = "documents"
    verbose_name = "Documents"
