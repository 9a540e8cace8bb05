"""The certificate of a signature: one tagged page, made when it is asked for from what the signature says."""

from django.template.loader import render_to_string

from compact_portal.documents.pdf import render_pdf
from signatories.models import Signature


def certificate_pdf(signature: Signature) -> bytes:
    """For a signature in force."""
    return render_pdf(render_to_string("signatories/print/certificate.html", {"signature": signature, "compact": signature.compact}))
