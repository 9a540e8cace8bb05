"""What goes with a paper as a file, and what is corrected in it once it is issued."""

from django import forms

from compact_portal.documents.uploads import UploadField
from compact_portal.forms import PortalForm
from reviews.board.forms import area


class AttachmentForm(PortalForm):
    title = forms.CharField(label="What it is", max_length=200, error_messages={"required": "Say what it is"})
    file = UploadField(label="The file", error_messages={"required": "Choose a file"})


class PaperCorrectionForm(PortalForm):
    place = forms.CharField(label="Where it stands", max_length=200, help_text="Such as “paragraph 3.2”.")
    wrong = area("What the paper says")
    right = area("What is right")
