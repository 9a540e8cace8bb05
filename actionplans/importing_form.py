"""What an officer says to have a plan read from a file."""

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from actionplans.periods import parse_period
from compact_portal.documents.tables_grid import MAX_BYTES
from compact_portal.forms import PortalForm


class ImportForm(PortalForm):
    file = forms.FileField(
        label=_("The plan’s table"),
        help_text=_("CSV, an Excel workbook (.xlsx) or a Word document (.docx), at most 10 MB."),
        error_messages={"required": _("Choose the file that holds the table")},
    )
    period = forms.CharField(
        label=_("Period of the plan"),
        max_length=20,
        help_text=_("Such as 2027 for a calendar year, or 2027-04/2028-03 for April 2027 to March 2028."),
        error_messages={"required": _("Enter the period of the plan, such as 2027")},
    )
    beside = forms.BooleanField(label=_("If there is a plan of this period already, make another one beside it"), required=False)

    def clean_file(self):
        file = self.cleaned_data["file"]
        if file.size > MAX_BYTES:
            raise forms.ValidationError(
                gettext("The file is larger than %(value)s MB: split it into several files") % {"value": MAX_BYTES // 1024 // 1024}
            )
        return file

    def clean_period(self):
        try:
            return parse_period(self.cleaned_data["period"])
        except ValueError as error:
            raise forms.ValidationError(str(error)) from error
