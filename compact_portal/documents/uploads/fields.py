"""The form field that takes a file."""

from django import forms
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from .reading import ACCEPT, MAX_BYTES, UploadRefused, clean, harmless_name, too_large

HELP = format_lazy(
    _("PDF, Word, Excel, PowerPoint, OpenDocument, a picture (JPEG or PNG) or text, at most {megabytes} MB."), megabytes=MAX_BYTES // 1024 // 1024
)
REMOVED = _("What the file says about its writer, and where and when a picture was taken, is removed.")
HELP_AND_REMOVED = format_lazy("{} {}", HELP, REMOVED)


class UploadField(forms.FileField):
    """A file; `cleaned_data` holds it as a `Clean`, ready to be kept, or None. A file that is refused says why in one sentence."""

    widget = forms.FileInput(attrs={"accept": ACCEPT})

    def __init__(self, *, help_text=HELP_AND_REMOVED, **kwargs):
        super().__init__(help_text=help_text, **kwargs)

    def clean(self, data, initial=None):
        file = super().clean(data, initial)
        if not file or file is initial:
            return None
        try:
            if file.size > MAX_BYTES:
                raise too_large(harmless_name(file.name))
            return clean(file.name, file.read())
        except UploadRefused as refused:
            raise forms.ValidationError(str(refused), code="refused") from refused
