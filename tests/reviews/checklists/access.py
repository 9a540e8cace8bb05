"""Who may see the addresses of checklists. The charity's own assessment is open; the council's was sent and is shown."""

from compact_portal.days import today
from compact_portal.documents.uploads import Clean
from reviews.checklists.actions import designing, taking, working
from reviews.checklists.sheets import frozen_parts
from reviews.checklists.starting import load_scales
from reviews.models import Assessment, Checklist, ChecklistItem, Evidence, Gap, ItemTask, Scale

COMPACT = {"compact": "wealdshire"}
CHARITY = "lead volunteer champion"  # who may take a checklist for the charity
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
    sent = taking.send(assessment=sent, by=cast.council_lead, on=today(), shared=True)
    working.act_on_gap(gap=sent.gaps.get(), what="Pay sooner", owner="Council", due_on=today(), by=cast.council_lead, on=today())


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
ITEM = {"item": lambda cast: ChecklistItem.objects.get(checklist__title="Volunteers").pk}

ACCESS = {
    "checklists:checklists": ("public", COMPACT),
    "checklists:mine": ("signed_in", COMPACT),
    "checklists:checklist": ("public", USED),
    "checklists:checklist_pdf": ("public", USED),
    "checklists:checklist_docx": ("public", USED),
    "checklists:begin": ("signed_in", USED),
    "checklists:taken": (f"{COUNCIL} officer statutory_member vcs_member", SHOWN),
    "checklists:taken_pdf": (f"{COUNCIL} officer statutory_member vcs_member", SHOWN),
    "checklists:answer": (CHARITY, OPEN | {"sheet": lambda cast: Assessment.objects.get(body=cast.charity).sheets.get().pk}),
    "checklists:close_sheet": (f"post:{CHARITY}", OPEN | {"sheet": lambda cast: Assessment.objects.get(body=cast.charity).sheets.get().pk}),
    "checklists:send": (RUNS, OPEN),
    "checklists:reopen": (COUNCIL, SHOWN),
    "checklists:give_up": (RUNS, OPEN),
    "checklists:share": (f"post:{COUNCIL}", SHOWN),
    "checklists:add_evidence": (CHARITY, OPEN),
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
}
