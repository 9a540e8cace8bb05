"""The case that the sweep of every address meets: really raised, under keys that open, its panel formed, and everybody let in but one.

The charity's lead raised it against the council. `cast.case` is it, `cast.draft` a concern that the lead has not sent.
"""

from unittest.mock import patch

from django.utils import timezone

from compact_portal.days import today
from disputes import keeping, wall
from disputes.actions import passphrases, raising
from disputes.models import Audience, Case, Custodian, Entry, GoneLive, PanelPlace, Party, PrivateQuestion, Recovery, Role
from disputes.sittings import Sitting
from disputes.vault import keys
from signatories.models import Compact
from tests.cast import SINCE, person

PASSPHRASE = "amber violin marsh tulip"
HOLDERS = "lead council_lead companion helper panel_member case_officer custodian"  # who has a case passphrase, and enters it
WORDS = {"summary": "The grant was stopped.", "responder": None}


def prepare(cast) -> None:
    with patch.multiple(keys, ROUNDS=1, MEMORY=64 * 1024):  # a derivation of a millisecond
        sittings = {name: Sitting(found, passphrases.make_key(person=found, passphrase=PASSPHRASE)) for name, found in holders(cast).items()}
    Compact.objects.filter(pk=cast.compact.pk).update(disputes="facilitated+panel")
    cast.compact.refresh_from_db()
    GoneLive.objects.create(compact=cast.compact, since=SINCE)
    custody(cast)
    cast.draft = raising.begin(compact=cast.compact, organisation=cast.charity, words=WORDS, sitting=sittings["lead"])
    cast.case, raiser = keeping.open_case(compact=cast.compact, organisation=cast.charity, sitting=sittings["lead"])
    with wall.inside(case=cast.case):
        take_part(cast, raiser, sittings)
        happen(cast, raiser, sittings["lead"])


def holders(cast) -> dict:
    """Those of HOLDERS, and two who are not of the sweep: a second custodian, and a colleague of the council who waits to be let in."""
    cast.second_custodian, cast.colleague = person("second custodian"), person("council colleague")
    return {name: getattr(cast, name) for name in [*HOLDERS.split(), "second_custodian", "colleague"]}


def custody(cast) -> None:
    """One custodian of each sector, who belongs to neither party; somebody else is proposed."""
    now = timezone.now()
    known = {"compact": cast.compact, "proposed_at": now, "proposed_by": cast.officer}
    confirmed = known | {"since": SINCE, "confirmed_at": now, "confirmed_by": cast.vcs_member}
    cast.proposed = Custodian.objects.create(person=cast.board_member, organisation=cast.police, sector="statutory", **known)
    cast.custody = Custodian.objects.create(person=cast.custodian, organisation=cast.police, sector="statutory", **confirmed)
    Custodian.objects.create(person=cast.second_custodian, organisation=cast.other_charity, sector="voluntary", **confirmed)


def take_part(cast, raiser, sittings) -> None:
    case, own = cast.case, sittings["lead"]
    keeping.add_party(case=case, organisation=cast.council, side="responder", by=cast.lead)
    office = keeping.add_part(case=case, person=cast.case_officer, role=Role.OFFICER, by=cast.lead)
    keeping.start(case=case, audience=Audience.CASE, people=[cast.lead, cast.case_officer], by=cast.lead)
    keeping.start(case=case, audience=Audience.RAISER, people=[cast.lead], by=cast.lead)
    keeping.start(case=case, audience=Audience.OFFICER, people=[cast.case_officer], by=cast.lead)
    assert Party.objects.filter(case=case).count() == 2
    own_side = {"role": Role.RESPONDER, "organisation": cast.council}
    parts = [
        keeping.add_part(case=case, person=cast.council_lead, by=office.person, **own_side),
        keeping.add_part(case=case, person=cast.companion, role=Role.COMPANION, side="raiser", by=cast.lead),
        keeping.add_part(case=case, person=cast.helper, role=Role.HELPER, by=office.person),
        keeping.add_part(case=case, person=cast.panel_member, role=Role.CHAIR, by=office.person),
    ]
    for part in parts:
        keeping.let_in(part=part, sitting=own)
    PanelPlace.objects.create(
        case=case, person=cast.panel_member, sector="voluntary", number=1, place="sits", declared="no interest", chairs=True, part=parts[-1]
    )
    cast.waits = keeping.add_part(case=case, person=cast.colleague, by=cast.council_lead, **own_side)
    ended = keeping.add_part(case=case, person=cast.former, role=Role.OBSERVER, by=office.person)
    keeping.end_part(part=ended, by=office.person)


def happen(cast, raiser, own: Sitting) -> None:
    """Words and a file for both sides, a question to the lead in private, and the colleague asks the custodians."""
    case, said = cast.case, {"case": cast.case, "audience": Audience.CASE, "by": raiser, "sitting": own}
    Case.objects.filter(pk=case.pk).update(state="panel_formed", stage=3, submitted_on=today(), due_on=today())
    case.refresh_from_db()
    cast.said = keeping.write(kind=Entry.Kind.MESSAGE, title="First", body="We would like to talk.", **said)
    cast.file = keeping.keep_file(name="letter.txt", content=b"Dear all", **said)
    cast.question = PrivateQuestion.objects.create(case=case, part=raiser, moment="closing", asked_on=today())
    cast.recovery = Recovery.objects.create(case=case, part=cast.waits, asked_at=timezone.now(), asked_by=cast.colleague)
