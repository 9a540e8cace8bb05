"""The panel's own procedure on its way: written, out for comment, endorsed by a partnership, in force. Each verb is an officer's.

Until a version is in force nobody can ask for the panel (domain.md R-20).
"""

import datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Max
from django.utils import timezone
from django.utils.translation import gettext as _

from compact_portal.accounts.models import User
from compact_portal.audit.recording import record
from compact_portal.days import in_words, today
from disputes.models import PanelDocument
from signatories.models import Compact
from signatories.roles import officer_only

Status = PanelDocument.Status


@transaction.atomic
def write_document(*, compact: Compact, text: str, by: User) -> PanelDocument:
    officer_only(by, compact)
    Compact.objects.select_for_update().get(pk=compact.pk)  # version numbers are given one at a time
    last = compact.panel_documents.aggregate(Max("version"))["version__max"] or 0
    made = PanelDocument(compact=compact, version=last + 1, text=text, written_at=timezone.now(), written_by=by)
    made.full_clean()
    made.save()
    record("panel_document.written", made, by=by)
    return made


@transaction.atomic
def change_text(*, document: PanelDocument, text: str, by: User) -> PanelDocument:
    """While it is a draft, and again when the time for comments is over: what people comment on stands still."""
    document = _locked(document, by)
    over = document.status == Status.CONSULTED and document.closes_on < today()
    if document.status != Status.DRAFT and not over:
        raise ValidationError(_("The text can be changed while it is a draft, and once the time for comments is over."))
    document.text = text
    return _save(document, "panel_document.changed", by, "text")


@transaction.atomic
def consult(*, document: PanelDocument, consulted_with: str, opens_on: datetime.date, closes_on: datetime.date, by: User) -> PanelDocument:
    """From now on everybody can read it. A consultation that took place already can be entered with its days."""
    document = _locked(document, by)
    if document.status != Status.DRAFT:
        raise ValidationError(_("Only a draft goes out for comment."))
    if closes_on <= opens_on:
        raise ValidationError({"closes_on": _("The time for comments ends after it begins.")})
    document.status, document.consulted_with, document.opens_on, document.closes_on = Status.CONSULTED, consulted_with, opens_on, closes_on
    return _save(document, "panel_document.consulted", by, "status", "consulted_with", "opens_on", "closes_on")


@transaction.atomic
def endorse(*, document: PanelDocument, endorsed_by_body: str, endorsed_on: datetime.date, by: User, minute: str = "") -> PanelDocument:
    """The decision of a named partnership, once it has been taken."""
    document = _locked(document, by)
    if document.status != Status.CONSULTED:
        raise ValidationError(_("It is endorsed after it was out for comment."))
    if endorsed_on < document.closes_on:
        raise ValidationError(
            {
                "endorsed_on": _("The time for comments ends on %(closes_on)s: it is endorsed after that.")
                % {"closes_on": in_words(document.closes_on)}
            }
        )
    if endorsed_on > today():
        raise ValidationError({"endorsed_on": _("This day has not come yet.")})
    document.status, document.endorsed_by_body, document.endorsed_on, document.minute = Status.ENDORSED, endorsed_by_body, endorsed_on, minute
    return _save(document, "panel_document.endorsed", by, "status", "endorsed_by_body", "endorsed_on", "minute")


@transaction.atomic
def bring_into_force(*, document: PanelDocument, by: User) -> PanelDocument:
    """From today. The version before it is replaced; cases that the panel hears already go on as they began."""
    document = _locked(document, by)
    if document.status != Status.ENDORSED:
        raise ValidationError(_("It comes into force once a partnership has endorsed it."))
    for before in PanelDocument.objects.select_for_update().filter(compact=document.compact, status=Status.IN_FORCE):
        before.status = Status.SUPERSEDED
        before.save(update_fields=["status"])
    document.status, document.in_force_from = Status.IN_FORCE, today()
    return _save(document, "panel_document.in_force", by, "status", "in_force_from")


def _locked(document: PanelDocument, by: User) -> PanelDocument:
    officer_only(by, document.compact)
    return PanelDocument.objects.select_for_update(of=["self"]).select_related("compact").get(pk=document.pk)


def _save(document: PanelDocument, verb: str, by: User, *fields: str) -> PanelDocument:
    document.full_clean()
    document.save(update_fields=fields)
    record(verb, document, by=by)
    return document
