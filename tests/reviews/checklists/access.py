"""Who may see the addresses of checklists. The charity's own assessment is open; the council's was sent and is shown."""

from compact_portal.days import today
from compact_portal.documents.uploads import Clean
from reviews.checklists.actions import designing, kitemark, rounds, sending, taking, working
from reviews.checklists.sheets import frozen_parts
from reviews.checklists.starting import load_kitemark, load_scales
from reviews.models import (
    Assessment,
    AssignedBody,
    Checklist,
    ChecklistItem,
    ChecklistRound,
    CodeLead,
    Evidence,
    Gap,
    ItemTask,
    KitemarkApplication,
    KitemarkAssessor,
    KitemarkAward,
    KitemarkScheme,
    SaidOfUndertaking,
    Scale,
    WordsYear,
)

COMPACT = {"compact": "wealdshire"}
CHARITY = "lead volunteer champions"  # who may take a checklist for the charity
RUNS = CHARITY  # they act for the body itself


def prepare(cast) -> None:
    frozen_parts.cache_clear()
    scale = load_scales(compact=cast.compact, by=cast.officer)[0]
    draft = designing.create_checklist(compact=cast.compact, title="Volunteers", scale=scale, by=cast.officer)
    ChecklistItem.objects.create(checklist=draft, number=1, key="a", binds="both", text="Thank volunteers.")
    used = designing.create_checklist(compact=cast.compact, title="Money", scale=scale, code=cast.codes[0], by=cast.officer)
    item = ChecklistItem.objects.create(checklist=used, number=1, key="a", binds="both", text="Pay on time.")
    used = designing.put_in_use(checklist=used, by=cast.officer)
    begun = taking.begin(checklist=used, body=cast.charity, way="joint", by=cast.lead, on=today())
    file = Clean("note.txt", "text/plain", b"words")
    working.add_evidence(assessment=begun, item=item, text="A note", dated_on=today(), file=file, by=cast.lead, on=today())
    working.give_item(assessment=begun, item=item, person=cast.volunteer, by=cast.lead, on=today())
    sent = taking.begin(checklist=used, body=cast.council, way="joint", by=cast.council_lead, on=today())
    taking.save_sheet(sheet=sent.sheets.get(), answers={"a:point": "better"}, version=0)
    sent = sending.send(assessment=sent, by=cast.council_lead, on=today(), shared=True)
    working.act_on_gap(gap=sent.gaps.get(), what="Pay sooner", owner="Council", due_on=today(), by=cast.council_lead, on=today())
    prepare_round(cast, used, sent)
    prepare_words(cast)
    prepare_kitemark(cast)


def prepare_round(cast, checklist, sent) -> None:
    """One that asks the council, which has answered, and the police, who have not begun."""
    made = rounds.save_round(compact=cast.compact, round=None, title="Trial", starts_on=today(), due_on=today(), by=cast.officer)
    answered = rounds.assign(round=made, checklists=[checklist], body=cast.council, by=cast.officer, on=today())
    Assessment.objects.filter(pk=sent.pk).update(assigned=answered)
    rounds.assign(round=made, checklists=[checklist], body=cast.police, by=cast.officer, on=today())
    rounds.name_lead(compact=cast.compact, code=cast.codes[0], organisation=cast.council, side="statutory", by=cast.officer, on=today())


def said_without_a_name(cast):
    year, undertaking = WordsYear.objects.get(compact=cast.compact), cast.edition.undertakings.get()
    return SaidOfUndertaking.objects.get_or_create(year=year, undertaking=undertaking, publishable=True, text="Said.")[0].pk


def prepare_words(cast) -> None:
    """A year that is open, in which nobody has written yet."""
    WordsYear.objects.create(compact=cast.compact, year=2009, opens_on=today(), closes_on=today())


def prepare_kitemark(cast) -> None:
    """A draft of the charity's that the council is to confirm, one that is sent, and one that was awarded."""
    scheme = kitemark.use_scheme(scheme=load_kitemark(compact=cast.compact, by=cast.officer), by=cast.officer)
    same = {"scheme": scheme, "compact": cast.compact, "applicant": cast.charity, "subject_kind": "service", "begun_by": cast.lead}
    sent = {"sent_at": "2009-06-10T12:00Z", "sent_by": cast.lead, "terms_accepted": True}
    KitemarkApplication.objects.create(title="Draft", partner=cast.council, **same)
    waiting = KitemarkApplication.objects.create(title="Sent", status="sent", **same, **sent)
    KitemarkAssessor.objects.create(application=waiting, person=cast.statutory_member, sector="statutory", named_by=cast.officer)
    done = KitemarkApplication.objects.create(title="Awarded", status="awarded", **same, **sent)
    KitemarkAward.objects.create(application=done, compact=cast.compact, number="WC-1", awarded_on=today(), until=today())


def application(title: str):
    return lambda cast: KitemarkApplication.objects.get(title=title).pk


def of(model):
    return lambda cast: model.objects.order_by("pk").values_list("pk", flat=True)[0]


def not_begun(cast) -> int:
    return AssignedBody.objects.get(organisation=cast.police).pk


def draft(cast) -> int:
    return Checklist.objects.get(title="Volunteers").pk


def used(cast) -> int:
    return Checklist.objects.get(title="Money").pk


def opened(cast) -> int:
    return Assessment.objects.get(body=cast.charity).pk


def shown(cast) -> int:
    return Assessment.objects.get(body=cast.council).pk


DRAFT, USED, OPEN, SHOWN = (COMPACT | {"pk": pk} for pk in (draft, used, opened, shown))
COUNCIL = "council_lead"
ROUND = COMPACT | {"pk": of(ChecklistRound)}
YEAR = COMPACT | {"year": 2009}
SENT, DRAFT_APPLICATION = COMPACT | {"pk": application("Sent")}, COMPACT | {"pk": application("Draft")}
MARK = COMPACT | {"number": "WC-1"}
ITEM = {"item": lambda cast: ChecklistItem.objects.get(checklist__title="Volunteers").pk}

ACCESS = {
    "checklists:checklists": ("public", COMPACT),
    "checklists:mine": ("signed_in", COMPACT),
    "checklists:checklist": ("public", USED),
    "checklists:checklist_pdf": ("public", USED),
    "checklists:checklist_docx": ("public", USED),
    "checklists:begin": ("signed_in", USED, {"reviews/checklists/nobody.html": f"signed_in but {CHARITY} council_lead officer"}),
    "checklists:taken": (f"{COUNCIL} steering", SHOWN),
    "checklists:taken_pdf": (f"{COUNCIL} steering", SHOWN),
    "checklists:answer": (CHARITY, OPEN | {"sheet": lambda cast: Assessment.objects.get(body=cast.charity).sheets.get().pk}),
    "checklists:close_sheet": (f"post:{CHARITY}", OPEN | {"sheet": lambda cast: Assessment.objects.get(body=cast.charity).sheets.get().pk}),
    "checklists:send": (RUNS, OPEN, {"reviews/checklists/not_yet.html": RUNS}),
    "checklists:reopen": (COUNCIL, SHOWN),
    "checklists:give_up": (RUNS, OPEN),
    "checklists:share": (f"post:{COUNCIL}", SHOWN),
    "checklists:add_evidence": (CHARITY, OPEN, {"checklists:taken": CHARITY}),
    "checklists:evidence": (CHARITY, OPEN | {"item": lambda cast: Evidence.objects.get().item_id}),
    "checklists:evidence_file": (CHARITY, OPEN | {"evidence": lambda cast: Evidence.objects.get().pk}),
    "checklists:renew_evidence": (CHARITY, OPEN | {"evidence": lambda cast: Evidence.objects.get().pk}),
    "checklists:remove_evidence": (f"post:{CHARITY}", OPEN | {"evidence": lambda cast: Evidence.objects.get().pk}),
    "checklists:give_items": (CHARITY, OPEN),
    "checklists:finish_item": (f"post:{CHARITY}", OPEN | {"task": lambda cast: ItemTask.objects.get().pk}),
    "checklists:gaps": (COUNCIL, SHOWN),
    "checklists:gap": (COUNCIL, SHOWN | {"gap": lambda cast: Gap.objects.get().pk}),
    "checklists:finish_gap": (f"post:{COUNCIL}", SHOWN | {"gap": lambda cast: Gap.objects.get().pk}),
    "checklists:plan_gap": ("officer", SHOWN | {"gap": lambda cast: Gap.objects.get().pk}),
    "checklists:design": ("officer", COMPACT),
    "checklists:load": ("post:officer", COMPACT),
    "checklists:new_checklist": ("officer", COMPACT),
    "checklists:design_one": ("officer", DRAFT),
    "checklists:change_checklist": ("officer", DRAFT),
    "checklists:checklist_deed": ("post:officer", DRAFT),
    "checklists:add_item": ("officer", DRAFT),
    "checklists:edit_item": ("officer", DRAFT | ITEM),
    "checklists:item_deed": ("post:officer", DRAFT | ITEM),
    "checklists:new_scale": ("officer", COMPACT),
    "checklists:edit_scale": ("officer", COMPACT | {"pk": lambda cast: Scale.objects.first().pk}),
    "checklists:remove_scale": ("post:officer", COMPACT | {"pk": lambda cast: Scale.objects.first().pk}),
    "checklists:rounds": ("steering", COMPACT),
    "checklists:new_round": ("officer", COMPACT),
    "checklists:round": ("steering", ROUND),
    "checklists:round_pdf": ("steering", ROUND),
    "checklists:edit_round": ("officer", ROUND),
    "checklists:assign": ("officer", ROUND),
    "checklists:unassign": ("post:officer", ROUND | {"body": not_begun}),
    "checklists:discussed": ("post:officer", ROUND | {"taken": shown}),
    "checklists:close_round": ("officer", ROUND),
    "checklists:achievement": ("officer", ROUND),
    "checklists:leads": ("public", COMPACT),
    "checklists:name_lead": ("officer", COMPACT),
    "checklists:end_lead": ("post:officer", COMPACT | {"pk": of(CodeLead)}),
    "checklists:words": ("public", COMPACT),
    "checklists:open_year": ("officer", COMPACT),
    "checklists:words_year": ("public", YEAR),
    "checklists:close_year": ("post:officer", YEAR),
    "checklists:binds_us": ("lead volunteer", YEAR | {"organisation": lambda cast: cast.charity.pk}),
    "checklists:judge_words": ("post:steering", YEAR | {"said": said_without_a_name}),
    "checklists:word": ("lead volunteer", YEAR | {"organisation": lambda cast: cast.charity.pk, "number": 1}),
    "checklists:word_file": ("hidden:", YEAR | {"pk": 1}),  # nobody has written
    "checklists:kitemarks": ("public", COMPACT),
    "checklists:apply": ("lead volunteer council_lead", COMPACT),
    "checklists:application": ("lead volunteer officer statutory_member", SENT),
    "checklists:change_application": ("lead volunteer", DRAFT_APPLICATION),
    "checklists:send_application": ("post:lead volunteer", DRAFT_APPLICATION),
    "checklists:withdraw_application": ("post:lead volunteer", DRAFT_APPLICATION),
    "checklists:partner": ("council_lead", DRAFT_APPLICATION),
    "checklists:name_assessor": ("officer", SENT),
    "checklists:release_assessor": ("post:officer", SENT | {"assessor": of(KitemarkAssessor)}),
    "checklists:decide": ("statutory_member", SENT),
    "checklists:load_scheme": ("post:officer", COMPACT),
    "checklists:edit_scheme": ("officer", COMPACT | {"pk": of(KitemarkScheme)}),
    "checklists:scheme_deed": ("post:officer", COMPACT | {"pk": of(KitemarkScheme)}),
    "checklists:kitemark": ("public", MARK),
    "checklists:mark": ("public", MARK | {"form": "svg"}),
    "checklists:withdraw_mark": ("officer", MARK),
    "checklists:suspend_mark": ("officer", MARK),
}
