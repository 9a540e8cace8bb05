"""Checklists of the demonstration: the trial of 2009 as the public record has it, this year's round, and one kitemark.

Real groups stand in the table of who was asked, and nowhere else: only invented bodies answer.
"""

import datetime

from compact_portal.accounts.models import User
from compact_portal.demo.content import read
from compact_portal.demo.people import address
from reviews.checklists.actions import designing, kitemark, rounds, sending, taking, working
from reviews.checklists.sheets import asked_in, name_of, points_of
from reviews.checklists.starting import load_checklists, load_kitemark
from reviews.models import Assessment, AssignedBody, Assignment, Checklist, ChecklistRound, CodeLead
from signatories.models import Code, Compact, Membership, Organisation, SeatHolder

YEAR = datetime.timedelta(days=365)


def load_demo_checklists(*, compact: Compact, people: dict[str, User], organisations: dict[str, Organisation], on: datetime.date) -> None:
    """Everything of the agreement `compact`. `people` are those who sign in, `organisations` all bodies by name."""
    told, officer = read("checklists"), people["officer"]
    lists = {
        one.code.subject: designing.put_in_use(checklist=designing.adopt(checklist=one, by=officer), by=officer)
        for one in load_checklists(compact=compact, by=officer)
        if one.code
    }
    for one in compact.checklists.filter(kind=Checklist.Kind.PRINCIPLES):
        designing.put_in_use(checklist=one, by=officer)
    trial(told["trial"], compact=compact, lists=lists, organisations=organisations, officer=officer)
    name_leads(told["leads"], compact=compact, organisations=organisations)
    this_year(told["current"], compact=compact, lists=lists, people=people, organisations=organisations, on=on)
    award(told["kitemark"], compact=compact, lists=lists, people=people, organisations=organisations, on=on)


def trial(entry: dict, *, compact: Compact, lists: dict, organisations: dict, officer: User) -> None:
    """The table of 2009, with nothing that anybody answered. Nobody is mailed: these groups have no addresses here."""
    made = ChecklistRound.objects.create(compact=compact, title=entry["title"], starts_on=entry["starts_on"], due_on=entry["due_on"])
    for number, row in enumerate(entry["rows"], 1):
        assignment = Assignment.objects.create(round=made, number=number, heading=row.get("heading", ""))
        assignment.checklists.set([lists[subject] for subject in row["codes"]])
        AssignedBody.objects.bulk_create(
            AssignedBody(assignment=assignment, organisation=organisations[name], number=n, printed_as=printed if printed != name else "")
            for n, (name, printed, *_) in enumerate(row["bodies"], 1)
        )
    rounds.close_round(round=made, by=officer)


def name_leads(entries: list[dict], *, compact: Compact, organisations: dict) -> None:
    codes = {code.subject: code for code in Code.objects.filter(edition=compact.edition)}
    CodeLead.objects.bulk_create(
        CodeLead(
            compact=compact, code=codes[entry["code"]], organisation=organisations[entry["organisation"]], side=entry["side"],
            brought_to=organisations.get(entry.get("brought_to")), since=datetime.date(2010, 1, 4),
        )
        for entry in entries
    )  # fmt: skip


def this_year(entry: dict, *, compact: Compact, lists: dict, people: dict, organisations: dict, on: datetime.date) -> None:
    """The invented partnership took the checklist a year ago and again now; its answers of now are in the round."""
    body, checklist = organisations[entry["partnership"]], lists[entry["code"]]
    member = Membership.objects.filter(organisation__in=body.members.values("member")).select_related("person").first()
    by = member.person if member else people["officer"]
    paper = {} if member else {"on_paper": True}
    then = on - YEAR
    first = taking.begin(checklist=checklist, body=body, way="joint", by=by, on=then, **paper)
    send(first, entry["before"], entry, by=by, on=then)
    made = rounds.save_round(
        compact=compact, round=None, title=f"{entry['title']} {on.year}", explanation=entry["explanation"], by=people["officer"],
        starts_on=on - datetime.timedelta(days=30), due_on=on + datetime.timedelta(days=45),
    )  # fmt: skip
    asked = rounds.assign(round=made, checklists=[checklist], body=body, by=people["officer"], on=on, tell=False)
    for name in ("Brambleford Befriending", "Marlstone Town Council"):
        rounds.assign(round=made, checklists=[lists["volunteering"]], body=organisations[name], by=people["officer"], on=on, tell=False)
    second = taking.begin(checklist=checklist, body=body, way="joint", by=by, on=on, assigned=asked, **paper)
    send(second, entry["answers"], entry, by=by, on=on)
    act_on(second, entry, by=by, on=on)


def send(assessment: Assessment, answers: list[str], entry: dict, *, by: User, on: datetime.date) -> None:
    given = {}
    points = {point.key: point for point in points_of(assessment.checklist)}
    for item, point in zip(asked_in(assessment), answers, strict=True):
        given[name_of(item, "point")] = point
        if points[point].needs_comment:
            given[name_of(item, "voluntary")] = entry["comment"]
    taking.save_sheet(sheet=assessment.sheets.get(), answers=given, version=0, by=str(by))
    sending.send(assessment=assessment, by=by, on=on, good_practice=entry["good_practice"], to_improve=entry["to_improve"], present=9, shared=True)


def act_on(assessment: Assessment, entry: dict, *, by: User, on: datetime.date) -> None:
    """One action, one reason; the rest waits to be decided."""
    first, second, *_ = assessment.gaps.all()
    working.act_on_gap(gap=first, what=entry["action"], owner=entry["owner"], due_on=on + datetime.timedelta(days=120), by=by, on=on)
    working.explain_gap(gap=second, reason=entry["reason"], by=by, on=on)


def award(entry: dict, *, compact: Compact, lists: dict, people: dict, organisations: dict, on: datetime.date) -> None:
    """One that stands: applied for by an invented charity, confirmed by an invented public body, decided by the steering group's two."""
    officer, applicant, partner = people["officer"], organisations[entry["applicant"]], organisations[entry["partner"]]
    kitemark.use_scheme(scheme=load_kitemark(compact=compact, by=officer), by=officer)
    checklist = lists["volunteering"]
    on_paper = taking.begin(checklist=checklist, body=applicant, way="joint", by=officer, on=on, on_paper=True)
    given = {name_of(item, "point"): "already" for item in asked_in(on_paper)}
    taking.save_sheet(sheet=on_paper.sheets.get(), answers=given, version=0, by=str(officer))
    sending.send(assessment=on_paper, by=officer, on=on)
    acting, confirming = (
        User.objects.create_user(address(key), name=name) for key, name in (("ivy.marsh", "Ivy Marsh"), ("noel.bramble", "Noel Bramble"))
    )
    for person, body in ((acting, applicant), (confirming, partner)):
        Membership.objects.create(person=person, organisation=body, role=Membership.Role.CONTRIBUTOR, since=on)
    application = kitemark.save_application(
        compact=compact, application=None, applicant=applicant, by=acting, on=on, codes=[checklist.code], partner=partner, subject_kind="document",
        title=entry["title"], description=entry["description"], reasons=entry["reasons"],
    )  # fmt: skip
    kitemark.confirm_as_partner(application=application, statement=entry["statement"], by=confirming, on=on)
    application = kitemark.send_application(application=application, terms_accepted=True, by=acting, on=on)
    met = {criterion.pk: (True, "") for criterion in application.scheme.criteria.all()}
    for person in (people["statutory-member"], people["vcs-member"]):
        if SeatHolder.objects.serving(on=on).filter(person=person, seat__compact=compact).exists():
            assessor = kitemark.name_assessor(application=application, person=person, by=officer, on=on)
            kitemark.decide(assessor=assessor, verdict="award", comment=entry["note"], met=met, by=person, on=on)
