"""What may be said about organisations themselves: the table they come in, and their details."""

from django import forms

from compact_portal.documents.tables_grid import MAX_BYTES
from compact_portal.forms import PortalForm


class ImportForm(PortalForm):
    file = forms.FileField(
        label="Table of organisations",
        help_text="CSV or XLSX, one organisation a row, the column names in the first row.",
        error_messages={"required": "Choose a file"},
    )

    def clean_file(self):
        file = self.cleaned_data["file"]
        if file.size > MAX_BYTES:
            raise forms.ValidationError(f"{file.name} is larger than {MAX_BYTES // 1024 // 1024} MB: split it into several files")
        return file
