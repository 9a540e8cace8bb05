"""What goes with a paper as a file, and what is corrected in it once it is issued."""

from django import forms
from django.utils.translation import gettext_lazy as _

from compact_portal.documents.uploads import UploadField
from compact_portal.forms import PortalForm
from reviews.board.forms import area


class AttachmentForm(PortalForm):
    title = forms.CharField(label=_("What it is"), max_length=200, error_messages={"required": _("Say what it is")})
    file = UploadField(label=_("The file"), error_messages={"required": _("Choose a file")})


class PaperCorrectionForm(PortalForm):
    place = forms.CharField(label=_("Where it stands"), max_length=200, help_text=_("Such as “paragraph 3.2”."))
    wrong = area(_("What the paper says"))
    right = area(_("What is right"))
