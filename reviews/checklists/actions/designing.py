"""What an officer changes: scales and drafts of checklists. What is in use stands; a new version takes its place."""

from django.db import transaction
from django.db.models import Max, ProtectedError
from django.utils import timezone
from django.utils.translation import gettext as _

from compact_portal.audit.recording import record
from reviews.checklists.refusals import Refused
from reviews.models import Checklist, ChecklistItem, Scale, ScalePoint
from reviews.models.checklists.frozen import IN_USE, SCALE_IN_USE
from signatories.models import Compact
from signatories.roles import officer_only

OF_ITEM = ("text", "binds", "help_text", "evidence_examples", "measure", "commitment", "undertaking", "replaces_key")
COPIED = ("key", "number", "principle", *OF_ITEM)


def drafted(checklist: Checklist, by) -> Checklist:
    """Locked. Raises PermissionDenied for who is no officer, Refused once it is in use."""
    officer_only(by, checklist.compact)
    checklist = Checklist.objects.select_for_update(of=["self"]).select_related("compact", "scale").get(pk=checklist.pk)
    if not checklist.is_draft:
        raise Refused(_(IN_USE))
    return checklist


@transaction.atomic
def create_checklist(*, compact: Compact, title: str, scale: Scale, by, code=None, guidance: str = "") -> Checklist:
    officer_only(by, compact)
    if compact.edition is None:
        raise Refused(_("There is no published text yet: publish an edition first."))
    if compact.checklists.filter(title__iexact=title).exists():
        raise Refused(_("There is a checklist of this title already: make a new version of it."))
    kind = Checklist.Kind.CODE if code else Checklist.Kind.OWN
    checklist = Checklist.objects.create(compact=compact, edition=compact.edition, code=code, kind=kind, title=title, scale=scale, guidance=guidance)
    record("checklist.created", checklist, by=by)
    return checklist


@transaction.atomic
def change_checklist(*, checklist: Checklist, title: str, scale: Scale, by, guidance: str = "") -> Checklist:
    checklist = drafted(checklist, by)
    others = checklist.compact.checklists.exclude(pk=checklist.pk).filter(title__iexact=title)
    if checklist.version == 1 and others.exists():
        raise Refused(_("There is a checklist of this title already."))
    checklist.title, checklist.scale, checklist.guidance = title, scale, guidance
    checklist.save(update_fields=["title", "scale", "guidance"])
    record("checklist.changed", checklist, by=by)
    return checklist


@transaction.atomic
def save_item(*, checklist: Checklist, item: ChecklistItem | None, by, **fields) -> ChecklistItem:
    """A new one comes last. `fields` are some of OF_ITEM."""
    checklist = drafted(checklist, by)
    if item is None:
        last = checklist.items.aggregate(last=Max("number"))["last"] or 0
        item = ChecklistItem(checklist=checklist, number=last + 1, key=free_key(checklist))
    for name in OF_ITEM:
        setattr(item, name, fields.get(name, getattr(item, name)))
    new = item.pk is None
    item.save()
    record("checklist.item_added" if new else "checklist.item_changed", checklist, by=by, number=item.number)
    return item


def free_key(checklist: Checklist) -> str:
    """A key that no checklist of this title ever had: a new item is never compared with an old one."""
    taken = set(
        ChecklistItem.objects.filter(checklist__compact=checklist.compact_id, checklist__title=checklist.title, key__startswith="own").values_list(
            "key", flat=True
        )
    )
    return next(f"own{n}" for n in range(1, len(taken) + 2) if f"own{n}" not in taken)


@transaction.atomic
def move_item(*, item: ChecklistItem, up: bool, by) -> None:
    checklist = drafted(item.checklist, by)
    item.refresh_from_db(fields=["number"])
    other = (
        checklist.items.filter(number__lt=item.number).order_by("-number").first()
        if up
        else checklist.items.filter(number__gt=item.number).order_by("number").first()
    )
    if other:
        item.number, other.number = other.number, item.number
        ChecklistItem.objects.bulk_update([item, other], ["number"])
        record("checklist.item_moved", checklist, by=by, number=item.number)


@transaction.atomic
def remove_item(*, item: ChecklistItem, by) -> None:
    checklist = drafted(item.checklist, by)
    number = item.number
    item.delete()
    for place, later in enumerate(checklist.items.order_by("number"), 1):
        if later.number != place:
            ChecklistItem.objects.filter(pk=later.pk).update(number=place)
    record("checklist.item_removed", checklist, by=by, number=number)


@transaction.atomic
def put_in_use(*, checklist: Checklist, by, at=None) -> Checklist:
    """From now on it can be taken, and its items stand. The version before is used no more; what was begun with it goes on."""
    checklist = drafted(checklist, by)
    if not checklist.items.exists():
        raise Refused(_("This checklist has no items: add at least one before it is used."))
    if not checklist.scale.points.filter(points__isnull=False).exists():
        raise Refused(_("The scale “%(scale)s” has no answer that counts: give it points, or choose another scale.") % {"scale": checklist.scale})
    checklist.status, checklist.in_use_at, checklist.in_use_by = Checklist.Status.IN_USE, at or timezone.now(), by
    checklist.save(update_fields=["status", "in_use_at", "in_use_by"])
    if checklist.replaces_id:
        Checklist.objects.filter(pk=checklist.replaces_id).update(status=Checklist.Status.REPLACED)
    record("checklist.put_in_use", checklist, by=by, version=checklist.version)
    return checklist


@transaction.atomic
def take_back(*, checklist: Checklist, by) -> Checklist:
    """To be changed again, while nobody has begun to answer."""
    officer_only(by, checklist.compact)
    checklist = Checklist.objects.select_for_update(of=["self"]).get(pk=checklist.pk)
    if checklist.assessments.exists():
        raise Refused(_("Somebody has begun to answer it: make a new version instead."))
    if checklist.assignments.exists():
        raise Refused(_("It is assigned in a round: make a new version instead."))
    if checklist.status == Checklist.Status.IN_USE:
        checklist.status, checklist.in_use_at, checklist.in_use_by = Checklist.Status.DRAFT, None, None
        checklist.save(update_fields=["status", "in_use_at", "in_use_by"])
        record("checklist.taken_back", checklist, by=by)
    return checklist


@transaction.atomic
def new_version(*, checklist: Checklist, by) -> Checklist:
    """A draft with the same items, for the edition in force. Items keep their keys, so that results stay comparable."""
    officer_only(by, checklist.compact)
    checklist = Checklist.objects.select_for_update(of=["self"]).select_related("compact", "code").get(pk=checklist.pk)
    if checklist.is_draft:
        raise Refused(_("This one is still a draft: change it as it is."))
    if Checklist.objects.filter(replaces=checklist).exists():
        raise Refused(_("A newer version is there already."))
    edition = checklist.compact.edition or checklist.edition
    code = edition.codes.filter(number=checklist.code.number).first() if checklist.code and edition.pk != checklist.edition_id else checklist.code
    made = Checklist.objects.create(
        compact=checklist.compact, edition=edition, code=code, kind=Checklist.Kind.CODE if code else checklist.kind_without_code,
        title=checklist.title, guidance=checklist.guidance, scale=checklist.scale, version=checklist.version + 1, replaces=checklist,
        starting=checklist.starting, adopted_at=checklist.adopted_at, adopted_by=checklist.adopted_by,
    )  # fmt: skip
    ChecklistItem.objects.bulk_create(
        ChecklistItem(checklist=made, **{name: getattr(item, name) for name in COPIED}) for item in checklist.items.select_related("commitment")
    )
    record("checklist.new_version", made, by=by, version=made.version)
    return made


@transaction.atomic
def adopt(*, checklist: Checklist, by, at=None) -> Checklist:
    """The steering group makes starting content its own."""
    officer_only(by, checklist.compact)
    checklist = Checklist.objects.select_for_update(of=["self"]).get(pk=checklist.pk)
    if checklist.adopted_at is None:
        checklist.adopted_at, checklist.adopted_by = at or timezone.now(), by
        checklist.save(update_fields=["adopted_at", "adopted_by"])
        record("checklist.adopted", checklist, by=by)
    return checklist


@transaction.atomic
def remove_checklist(*, checklist: Checklist, by) -> None:
    checklist = drafted(checklist, by)
    record("checklist.removed", checklist, by=by)
    checklist.delete()


@transaction.atomic
def save_scale(*, compact: Compact, scale: Scale | None, points: list[dict], by, **fields) -> Scale:
    """`points` are dicts with label, points (None where it is left out of the result), gap and needs_comment, in order. Raises Refused."""
    officer_only(by, compact)
    if scale:
        scale = Scale.objects.select_for_update().get(pk=scale.pk)
        if scale.checklists.exclude(status=Checklist.Status.DRAFT).exists():
            raise Refused(_(SCALE_IN_USE))
    if sum(point["points"] is not None for point in points) < 2:
        raise Refused(_("A scale needs at least two answers that count: give two of them points."))
    if len({point["label"].casefold() for point in points}) < len(points):
        raise Refused(_("Two answers have the same words: change one of them."))
    if any(point["gap"] and point["points"] is None for point in points):
        raise Refused(_("An answer that asks for an action needs points."))
    new = scale is None
    scale = scale or Scale(compact=compact)
    for name, value in fields.items():
        setattr(scale, name, value)
    scale.full_clean(exclude=["compact"])
    scale.save()
    scale.points.all().delete()
    ScalePoint.objects.bulk_create(ScalePoint(scale=scale, number=n, key=f"a{n}", **point) for n, point in enumerate(points, 1))
    record("scale.created" if new else "scale.changed", scale, by=by)
    return scale


@transaction.atomic
def remove_scale(*, scale: Scale, by) -> None:
    officer_only(by, scale.compact)
    try:
        record("scale.removed", scale, by=by)
        scale.delete()
    except ProtectedError as error:
        raise Refused(_("A checklist uses this scale: choose another one there first.")) from error
