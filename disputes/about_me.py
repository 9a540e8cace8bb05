"""Lists for disagreements on which a person stands, and the cases in which they take part: their references, nothing of what is said."""

from django.urls import reverse
from django.utils.translation import gettext as _

from compact_portal.holding import Ending, Held
from disputes import wall
from disputes.actions.custodians import end_custodian
from disputes.actions.standing import end_standing
from disputes.models import Advice, Case, Custodian, PersonKey, Standing


def parts_in_disagreements(person) -> list[Held]:
    found = []
    for row in Standing.objects.filter(person=person).select_related("compact"):
        about = f"; {row.about}" if row.about else ""
        found.append(Held(f"{row.get_kind_display().capitalize()}, {row.compact}{about}", row.since, row.until))
    for row in Custodian.objects.filter(person=person).select_related("compact", "organisation"):
        found.append(
            Held(_("Custodian for %(organisation)s, %(compact)s") % {"organisation": row.organisation, "compact": row.compact}, row.since, row.until)
        )
    return found


def advice(person) -> list[Held]:
    """Their own notes; of who asked they hold the sector alone."""
    given, of_code = _("You gave advice, %(compact)s: %(subject)s; asked by %(sector)s"), _("; code: %(code)s")
    found = []
    for row in Advice.objects.kept_by(person).select_related("compact", "code"):
        what = given % {"compact": row.compact, "subject": row.get_subject_display(), "sector": row.compact.terms.sector(row.sector)}
        found.append(Held(what + (of_code % {"code": row.code} if row.code else ""), row.asked_on, row.replied_on))
    return found


def cases(person) -> list[Held]:
    """What the person sees on their list of cases, and no more: not a case that is closed to them by now."""
    with wall.inside(person=person):
        found = list(Case.objects.for_person(person).select_related("compact").order_by("-begun_on"))
    key = PersonKey.objects.filter(person=person).first()
    mine = []
    if key:
        mine.append(Held(_("A pair of keys that your case passphrase opens"), key.made_on, address=reverse("disputes:passphrase")))
    for case in found:
        address = reverse("disputes:case", args=[case.compact.slug, case.reference])
        mine.append(
            Held(
                _("You take part in %(reference)s, %(compact)s") % {"reference": case.reference, "compact": case.compact},
                case.begun_on,
                case.closed_on,
                address,
            )
        )
    return mine


def endings(person):
    """Parts in a case are ended in that case, by its own rules: leaving the portal ends none of them."""
    for row in Standing.objects.not_ended().filter(person=person).select_related("compact"):
        yield Ending(
            f"{row.get_kind_display().capitalize()}, {row.compact}",
            _("You are asked for no new case. In a case that you have begun to help with, tell the others there."),
            lambda row=row: end_standing(standing=row, by=person),
        )
    for row in Custodian.objects.not_ended().filter(person=person).select_related("compact"):
        yield Ending(
            _("Custodian, %(compact)s") % {"compact": row.compact},
            _("Your halves of keys go at once. Two custodians are needed on each side: say beforehand that you leave."),
            lambda row=row: end_custodian(custodian=row, by=person),
        )
