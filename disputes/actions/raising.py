"""From a private draft to a concern that a case officer can read."""

import json

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils.translation import gettext, gettext_lazy, gettext_noop

from compact_portal.audit.recording import record
from compact_portal.days import today
from disputes import keeping, wall
from disputes.actions.moving import advance
from disputes.emails import tell
from disputes.meeting import bring_in, officer_for
from disputes.models import Audience, Case, Confidence, Entry, PersonKey, Role, Side
from disputes.procedure import State
from disputes.readiness import may_open_cases
from disputes.sittings import Sitting
from signatories.models import Compact, Organisation
from signatories.roles import acted_for

Kind = Entry.Kind
DRAFT = "draft"  # the title of the one entry that holds what is being written
# The words are the titles under which each is kept, as they stand here; pages say them in the language of their reader.
WORDS = (
    ("summary", Kind.SUMMARY, gettext_noop("What happened")), ("yardstick", Kind.STATEMENT, gettext_noop("What was promised")),
    ("wish", Kind.WISH, gettext_noop("What would put it right")), ("attempts", Kind.ATTEMPT, gettext_noop("What was tried so far")),
)  # fmt: skip
FOR_MEMBERS = ("For whom", "This concern is brought for several members, who are not named.")
DAMAGED = gettext_lazy("The draft cannot be opened: it was changed from outside. Nothing of it was sent.")
SHARED = (Confidence.K3.value, Confidence.K4.value)


def organisations_for(person, compact: Compact):
    """Those for which somebody may raise a concern: whoever they act for, signatory or not (design.md 8.2). Two queries."""
    return acted_for(person).open()


@transaction.atomic
def begin(*, compact: Compact, organisation: Organisation, words: dict, sitting: Sitting) -> Case:
    """A draft, which its author alone can open. `words` are the form's, kept whole under the draft's own key."""
    if not organisations_for(sitting.person, compact).filter(pk=organisation.pk).exists():
        raise PermissionDenied
    if not may_open_cases(compact):
        raise ValidationError(
            gettext("Cases are not open here yet: two people of each sector who can help when a passphrase is lost have to be found first.")
        )
    case, part = keeping.open_case(compact=compact, organisation=organisation, sitting=sitting)
    with wall.inside(case=case, person=sitting.person):
        keeping.write(case=case, audience=Audience.DRAFT, kind=Kind.SUMMARY, title=DRAFT, body=json.dumps(words), by=part, sitting=sitting)
    return case


@transaction.atomic
def change_draft(*, case: Case, words: dict, sitting: Sitting, version: int | None = None) -> None:
    """Also over one that was changed from outside: its author writes it anew. `version` is that of the draft that was opened for it;
    raises ValidationError when another window has kept a newer one."""
    case = _of_draft(case)
    found = _entry(case, sitting)
    if version is not None and version != found.entry.version:
        raise ValidationError(
            gettext(
                "This draft was changed in another window since you opened it here, and that version is kept. Your words are still below: copy what "
                "you need of them, then open the draft again."
            )
        )
    keeping.rewrite(entry=found.entry, title=DRAFT, body=json.dumps(words), sitting=sitting)


def words_of(case: Case, sitting: Sitting) -> dict | None:
    """What the draft holds, with its `version`; None when it was changed from outside."""
    found = _entry(case, sitting)
    return None if found.damaged else json.loads(found.body) | {"version": found.entry.version}


def _entry(case: Case, sitting: Sitting):
    found = [opened for opened in keeping.read(case=case, sitting=sitting, audience=Audience.DRAFT) if opened.damaged or opened.title == DRAFT]
    if not found:
        raise PermissionDenied
    return found[0]


@transaction.atomic
def delete_draft(*, case: Case, by) -> None:
    """For good, with its key: nothing is left to open. One that was sent before is withdrawn instead."""
    case = _of_draft(case)
    if case.submitted_on:
        raise ValidationError(gettext("This was sent once already: withdraw it instead."))
    record("case.deleted", case, by=by)
    for rows in (case.entries, case.files, case.keys):
        rows.all().delete()
    case.delete()


@transaction.atomic
def submit(*, case: Case, sitting: Sitting) -> Case:
    """The case officer can read it now, and nobody else. Each text goes to whom its writer chose. Raises ValidationError with what is
    missing, and when no officer of neither side can receive it."""
    case = _of_draft(case)
    part = case.parts.serving().get(person=sitting.person, role=Role.RAISER)
    words = words_of(case, sitting)
    if words is None:
        raise ValidationError(DAMAGED)
    if missing := [gettext(label) for name, _, label in WORDS if not words.get(name, "").strip()]:
        raise ValidationError(gettext("Still to be written: %(join)s.") % {"join": ", ".join(missing)})
    responder = Organisation.objects.open().filter(pk=words.get("responder") or 0).first()
    if responder is None:
        raise ValidationError(gettext("Choose the organisation that it is about."))
    raiser = part.organisation
    if raiser in Organisation.objects.same_as(responder):
        raise ValidationError(gettext("A concern is about another organisation, not your own."))
    if not case.parties.filter(organisation=responder).exists():
        case.parties.filter(side=Side.RESPONDER).delete()
        keeping.add_party(case=case, organisation=responder, side=Side.RESPONDER, by=sitting.person)
    if case.submitted_on is None:
        _receive(case, [raiser, responder], sitting)
        case.submitted_on = today()
        case.save(update_fields=["submitted_on"])
    for old in case.entries.filter(kind__in=[kind for _, kind, _ in WORDS], written_by=part).exclude(key__audience=Audience.DRAFT):
        keeping.remove(entry=old, by=sitting.person)
    for name, kind, label in WORDS:
        chosen = words.get(f"{name}_class") if words.get(f"{name}_class") in SHARED else Confidence.K3.value
        audience = Audience.CASE if chosen == Confidence.K3 else Audience.RAISER
        body = words[name] if name != "yardstick" else "\n\n".join([*words.get("commitments", []), words[name]])
        keeping.write(case=case, audience=audience, kind=kind, title=label, body=body, by=part, sitting=sitting, confidence=chosen)
    if words.get("for_members"):
        title, said = FOR_MEMBERS
        keeping.write(case=case, audience=Audience.CASE, kind=Kind.STATEMENT, title=title, body=said, by=part, sitting=sitting)
    return advance(case=case, event="submit", part=part)


def _receive(case: Case, parties: list[Organisation], sitting: Sitting) -> None:
    """The officer joins, and the keys of the case begin: nobody has to be there when a concern is sent at night."""
    officer = officer_for(case.compact, parties)
    if officer is None:
        raise ValidationError(
            gettext("Every officer here belongs to one of the two organisations. Ask the other sector for a deputy before you send this.")
        )
    if not PersonKey.objects.filter(person=officer.person).exists():
        raise ValidationError(
            gettext("The case officer has not chosen a case passphrase yet, so nobody could read this. They have been told; try again later.")
        )
    keeping.start(case=case, audience=Audience.CASE, people=[sitting.person, officer.person], by=sitting.person)
    keeping.start(case=case, audience=Audience.RAISER, people=[sitting.person], by=sitting.person)
    keeping.start(case=case, audience=Audience.OFFICER, people=[officer.person], by=sitting.person)
    bring_in(case=case, person=officer.person, role=Role.OFFICER, by=sitting.person)
    tell([officer.person], case)


@transaction.atomic
def join(*, case: Case, organisation: Organisation, email: str, name: str, sitting: Sitting) -> None:
    """Another organisation joins the concern, through the person whom who raised it names: let in by them, who can read it."""
    from compact_portal.accounts.actions import know_person

    if case.parties.filter(organisation__in=Organisation.objects.same_as(organisation)).exists():
        raise ValidationError(gettext("%(organisation)s takes part already.") % {"organisation": organisation})
    person = know_person(email=email, name=name, by=sitting.person)
    if not acted_for(person).filter(pk=organisation.pk).exists():
        raise ValidationError(gettext("This is not the address of somebody who acts for %(organisation)s here.") % {"organisation": organisation})
    keeping.add_party(case=case, organisation=organisation, side=Side.RAISER, by=sitting.person)
    bring_in(case=case, person=person, role=Role.RAISER, by=sitting.person, sitting=sitting, organisation=organisation)
    tell([person], case)


def _of_draft(case: Case) -> Case:
    case = Case.objects.select_for_update(of=["self"]).select_related("compact").get(pk=case.pk)
    if case.state != State.DRAFT:
        raise ValidationError(gettext("This was sent already."))
    return case
