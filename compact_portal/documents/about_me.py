"""Files that a person put here."""

from django.utils import timezone
from django.utils.translation import gettext as _

from compact_portal.documents.models import Upload
from compact_portal.holding import Held


def files(person) -> list[Held]:
    """Their names; what they belong to shows them."""
    rows = Upload.objects.filter(uploaded_by=person).order_by("-uploaded_at").values_list("name", "uploaded_at")
    return [Held(_("A file that you put here: %(name)s") % {"name": name}, timezone.localdate(at)) for name, at in rows]
