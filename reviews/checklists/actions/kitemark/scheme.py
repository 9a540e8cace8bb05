"""A kitemark scheme is written, put in use, and followed by a new version."""

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from compact_portal.audit.recording import record
from reviews.checklists.refusals import Refused
from reviews.models import (
    KitemarkApplication,
    KitemarkCriterion,
    KitemarkScheme,
)
from reviews.models.checklists.frozen import SCHEME_IN_USE
from signatories.roles import officer_only

Status = KitemarkApplication.Status


@transaction.atomic
def save_scheme(*, scheme: KitemarkScheme, criteria: list[dict], by, **fields) -> KitemarkScheme:
    """`criteria` are dicts with text and check_by, in order. Raises Refused once it is in use."""
    officer_only(by, scheme.compact)
    scheme = KitemarkScheme.objects.select_for_update(of=["self"]).select_related("compact").get(pk=scheme.pk)
    if scheme.status != KitemarkScheme.Status.DRAFT:
        raise Refused(_(SCHEME_IN_USE))
    for name, value in fields.items():
        setattr(scheme, name, value)
    scheme.full_clean(exclude=["compact"])
    scheme.save()
    scheme.criteria.all().delete()
    KitemarkCriterion.objects.bulk_create(KitemarkCriterion(scheme=scheme, number=n, **one) for n, one in enumerate(criteria, 1))
    record("kitemark_scheme.changed", scheme, by=by, criteria=len(criteria))
    return scheme


@transaction.atomic
def use_scheme(*, scheme: KitemarkScheme, by, at=None) -> KitemarkScheme:
    """It takes the place of the one before; what was applied for under that one is decided by its criteria."""
    officer_only(by, scheme.compact)
    scheme = KitemarkScheme.objects.select_for_update(of=["self"]).select_related("compact").get(pk=scheme.pk)
    if scheme.status != KitemarkScheme.Status.DRAFT:
        raise Refused(_("It is in use already."))
    if not scheme.criteria.exists():
        raise Refused(_("It has no criteria: add at least one before it is used."))
    scheme.compact.kitemark_schemes.filter(status=KitemarkScheme.Status.IN_USE).update(status=KitemarkScheme.Status.REPLACED)
    scheme.status, scheme.in_use_at, scheme.in_use_by = KitemarkScheme.Status.IN_USE, at or timezone.now(), by
    scheme.save(update_fields=["status", "in_use_at", "in_use_by"])
    record("kitemark_scheme.put_in_use", scheme, by=by, version=scheme.version)
    return scheme


@transaction.atomic
def new_scheme_version(*, scheme: KitemarkScheme, by) -> KitemarkScheme:
    officer_only(by, scheme.compact)
    if scheme.compact.kitemark_schemes.filter(status=KitemarkScheme.Status.DRAFT).exists():
        raise Refused(_("A newer version is being written already."))
    same = ("compact", "name", "about", "terms_of_use", "prefix", "least_share", "review_months", "valid_months")
    last = scheme.compact.kitemark_schemes.order_by("-version").first()
    made = KitemarkScheme.objects.create(**{name: getattr(scheme, name) for name in same}, version=last.version + 1)
    KitemarkCriterion.objects.bulk_create(
        KitemarkCriterion(scheme=made, number=one.number, text=one.text, help_text=one.help_text, check_by=one.check_by)
        for one in scheme.criteria.all()
    )
    record("kitemark_scheme.new_version", made, by=by, version=made.version)
    return made
