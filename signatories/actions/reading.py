"""What officers keep beside the agreement: things to learn from, what leads to the codes, whether Champions are needed, copies sent."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from compact_portal.accounts.models import User
from compact_portal.audit.recording import record
from compact_portal.days import today
from signatories import emails
from signatories.actions.rows import save_row
from signatories.mail_words import held_round
from signatories.models import CodeQuestion, Compact, Edition, PackSent, Resource
from signatories.models.organisation import Sector
from signatories.roles import officer_only


@transaction.atomic
def save_resource(*, compact: Compact, by: User, resource: Resource | None = None, **fields) -> Resource:
    officer_only(by, compact)
    return save_row(Resource, resource, of={"compact": compact}, fields=fields, verb="resource", by=by)


@transaction.atomic
def remove_resource(*, resource: Resource, by: User) -> None:
    officer_only(by, resource.compact)
    record("resource.removed", resource, by=by)
    resource.delete()


@transaction.atomic
def word_questions(*, compact: Compact, words: dict[str, str], by: User) -> None:
    """`words` by subject, in place of those before; a subject without words is asked in the usual ones."""
    officer_only(by, compact)
    for subject, text in words.items():
        if text.strip():
            CodeQuestion.objects.update_or_create(compact=compact, subject=subject, defaults={"text": text.strip()})
        else:
            CodeQuestion.objects.filter(compact=compact, subject=subject).delete()
    record("code_questions.worded", compact, by=by)


@transaction.atomic
def look_at_champions(*, compact: Compact, rule: str, found: str, by: User) -> Compact:
    """Whether Champions are needed was looked at: what was found, and the rule from now on (domain.md A15.2, 20)."""
    officer_only(by, compact)
    compact = Compact.objects.select_for_update(of=["self"]).get(pk=compact.pk)
    compact.champion_rule, compact.champions_looked_at, compact.champions_looked_at_on = rule, found, today()
    compact.full_clean()
    compact.save(update_fields=["champion_rule", "champions_looked_at", "champions_looked_at_on"])
    record("champions.need_looked_at", compact, by=by, rule=rule)
    return compact


@transaction.atomic
def send_copies(*, edition: Edition, by: User) -> PackSent:
    """Tell every signatory that can be written to where the text in force is, and keep how many of each side that were (A15.2, 28).

    A group or network among them passes it on. Refused a second time on one day: nobody wants the same letter twice.
    """
    compact = edition.compact
    officer_only(by, compact)
    Compact.objects.select_for_update(of=["self"]).get(pk=compact.pk)
    if edition.status != Edition.Status.PUBLISHED:
        raise ValidationError(_("Copies are sent of the text in force."))
    title = f"{edition.label}: the text"[:200]
    if compact.packs_sent.filter(title=title, sent_on=today()).exists():
        raise ValidationError(_("It was sent today already."))
    signatures = compact.signatures.in_force().exclude(organisation__contact_email="").select_related("organisation")
    held = held_round(compact, title)
    counts = {Sector.STATUTORY: 0, Sector.VOLUNTARY: 0, Sector.CROSS: 0}
    for signature in signatures:
        signature.compact = compact
        emails.copy_of_text(signature, edition, held=held)
        counts[signature.organisation.sector] += 1
    pack = PackSent(compact=compact, title=title, sent_on=today(), channel=PackSent.Channel.EMAIL)
    pack.statutory, pack.voluntary, pack.unknown = counts[Sector.STATUTORY], counts[Sector.VOLUNTARY], counts[Sector.CROSS]
    if not pack.total:
        raise ValidationError(_("No %(signatory)s has an address for mail.") % {"signatory": compact.terms.signatory})
    pack.full_clean()
    pack.save()
    record("pack.sent", pack, by=by, recipients=pack.total)
    return pack
