"""This time beside last time and beside all others; evidence, items given to people; an action or a reason for every gap."""

import datetime

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import IntegrityError, transaction

from actionplans.models import Action, Plan, Target
from compact_portal.documents.models import Upload
from compact_portal.messaging.models import Message
from reviews.checklists.actions import designing, rounds, sending, taking, working
from reviews.checklists.due import remind_evidence
from reviews.checklists.refusals import Refused
from reviews.models import AssignedBody, Evidence, Gap, ItemTask, RoundFigures
from tests.cast import organisation
from tests.documents.test_uploads import CANARY as WRITER
from tests.documents.test_uploads import picture
from tests.reviews.checklists.conftest import ALL_DO, DAY, fill, sent

pytestmark = pytest.mark.django_db
YEAR = datetime.timedelta(days=365)
BEFORE = DAY - datetime.timedelta(days=90)
SECRET = "what-the-police-said-alone"


def taken(cast, checklist, body, by, answers, on=DAY, **more):
    made = taking.begin(checklist=checklist, body=body, way="joint", by=by, on=on, **more)
    fill(made, answers)
    return sending.send(assessment=made, by=by, on=on)


def test_this_time_beside_last_time_across_versions(client, cast, sign_in, checklist, partnership):
    before = ALL_DO | {"fp1:point": "better", "fp2:point": "already", "fp4:point": "help", "fp4:statutory": "none yet"}
    taken(cast, checklist, partnership, cast.lead, before, on=BEFORE)
    newer = designing.put_in_use(checklist=designing.new_version(checklist=checklist, by=cast.officer), by=cast.officer)
    now = taken(cast, newer, partnership, cast.lead, ALL_DO | {"fp2:point": "better"})
    sign_in(cast.volunteer)
    page = " ".join(client.get(now.get_absolute_url()).content.decode().split())
    assert "2 better, 1 worse, 1 the same" in page
    assert "beside those of 12 March 2009" in page
    assert page.count("Better now") == 2 and page.count("Worse now") == 1
    assert "<svg" in page and "How well each item is kept" in page


def test_result_page_takes_a_fixed_number_of_queries(client, cast, sign_in, checklist, partnership, django_assert_max_num_queries):
    taken(cast, checklist, partnership, cast.lead, ALL_DO, on=BEFORE)
    now = taken(cast, checklist, partnership, cast.lead, ALL_DO | {f"fp{n}:point": "better" for n in range(1, 5)})
    sign_in(cast.volunteer)
    client.get(now.get_absolute_url())
    with django_assert_max_num_queries(26):
        client.get(now.get_absolute_url())


def test_others_are_shown_only_released_and_never_single(client, cast, sign_in, checklist, partnership):
    """Nine other bodies are too few; with thirty all is told in rounded shares."""
    made = rounds.save_round(compact=cast.compact, round=None, title="Trial", starts_on=DAY, due_on=DAY + YEAR, by=cast.officer)
    few = rounds.save_round(compact=cast.compact, round=None, title="Few", starts_on=DAY, due_on=DAY + YEAR, by=cast.officer)
    mine = rounds.assign(round=few, checklists=[checklist], body=partnership, by=cast.officer, on=DAY)
    alone = rounds.assign(round=few, checklists=[checklist], body=cast.police, by=cast.officer, on=DAY)
    own = taken(cast, checklist, partnership, cast.lead, ALL_DO, assigned=mine)
    taken(cast, checklist, cast.police, cast.officer, ALL_DO | {"fp1:comment": SECRET}, assigned=alone, on_paper=True)
    rounds.close_round(round=few, by=cast.officer)
    assert RoundFigures.objects.get(round=few).figures["questions"] == []
    sign_in(cast.volunteer)
    page = client.get(own.get_absolute_url()).content.decode()
    assert "Not shown" in page and SECRET not in page and "Wealdshire Police" not in page
    for n in range(30):
        body = organisation(cast.compact, f"Group {n}", "voluntary" if n < 15 else "statutory", "charity" if n < 15 else "health")
        asked = rounds.assign(round=made, checklists=[checklist], body=body, by=cast.officer, on=DAY)
        point = "already" if n % 2 else "better"
        taken(cast, checklist, body, cast.officer, ALL_DO | {"fp2:point": point}, assigned=asked, on_paper=True)
    one = AssignedBody.objects.filter(assignment__round=made).first()
    rounds.close_round(round=made, by=cast.officer)
    figures = RoundFigures.objects.get(round=made).figures
    shares = next(question for question in figures["questions"] if question["key"] == "fp2")["groups"][0]["options"]
    assert {option["label"]: option["share"] for option in shares if option["share"]} == {"Already do": 50, "Could do better": 50}
    from reviews.checklists.comparing import lines_of, with_others

    lines = lines_of(one.assessments.get())
    with_others(lines, figures)
    assert [line.others for line in lines if line.item.key == "fp2"] == ["Already do: 50 %, Could do better: 50 %"]


def test_evidence_of_every_kind_loses_its_metadata(client, cast, sign_in, joint):
    sign_in(cast.council_lead)
    item = joint.checklist.items.first()
    address = f"/wealdshire/checklists/taken/{joint.pk}/evidence/{item.pk}/"
    day = {"dated_on-day": "1", "dated_on-month": "3", "dated_on-year": "2009"}
    client.post(address, day | {"text": "Forward list", "link": "www.example.org/list"})
    client.post(address, day | {"text": "Photograph of the board", "file": SimpleUploadedFile("board.jpg", picture())})
    refused = client.post(address, day | {"text": "List", "file": SimpleUploadedFile("list.pdf", b"MZ\x90")}).content.decode()
    assert "list.pdf holds a program" in refused and "There is a problem" in refused
    large = client.post(address, day | {"text": "Film", "file": SimpleUploadedFile("film.pdf", b"%PDF-" + b"0" * 20 * 1024 * 1024)})
    assert "film.pdf is larger than 10 MB" in large.content.decode() and Evidence.objects.count() == 2
    page = client.get(address).content.decode()
    assert "https://www.example.org/list" in page and "month" in page
    photo = Evidence.objects.get(text="Photograph of the board")
    file = client.get(f"/wealdshire/checklists/taken/{joint.pk}/evidence/file/{photo.pk}/")
    assert file["Content-Type"] == "image/jpeg" and WRITER.encode() not in file.content
    sign_in(cast.officer)
    assert client.get(f"/wealdshire/checklists/taken/{joint.pk}/evidence/file/{photo.pk}/").status_code == 404
    sign_in(cast.lead)
    client.post(f"/wealdshire/checklists/taken/{joint.pk}/evidence/remove/{photo.pk}/")
    assert not Upload.objects.exists(), "the file goes with its evidence"


def test_stale_evidence_reminds_once_and_can_be_renewed(client, cast, sign_in, joint):
    item = joint.checklist.items.first()
    stale = DAY + datetime.timedelta(days=30)
    evidence = working.add_evidence(assessment=joint, item=item, text="Note", dated_on=DAY, stale_on=stale, by=cast.council_lead, on=DAY)
    Message.objects.all().delete()
    assert [remind_evidence(stale - datetime.timedelta(days=1)), remind_evidence(stale), remind_evidence(stale)] == [0, 1, 0]
    mail = Message.objects.get()
    assert mail.to == "council-lead@example.org" and "Note" not in mail.text + mail.subject
    working.renew_evidence(evidence=evidence, by=cast.lead, on=stale, stale_on=stale + YEAR)
    assert remind_evidence(stale + YEAR) == 1
    with pytest.raises(Refused, match="Choose a day in the future"):
        working.renew_evidence(evidence=evidence, by=cast.lead, on=stale, stale_on=stale)


def test_evidence_stays_with_what_was_sent(cast, joint):
    item = joint.checklist.items.first()
    evidence = working.add_evidence(assessment=joint, item=item, text="Note", dated_on=DAY, by=cast.lead, on=DAY)
    sent(joint, cast.lead)
    evidence.assessment.refresh_from_db()
    with pytest.raises(Refused, match="it stands"):
        working.remove_evidence(evidence=evidence, by=cast.lead, on=DAY)
    newer = sending.reopen(assessment=joint, reason="more", by=cast.lead, on=DAY)
    assert newer.evidence.get().text == "Note"


def test_items_are_given_to_people_of_the_group(client, cast, sign_in, joint):
    sign_in(cast.lead)
    items = [str(item.pk) for item in joint.checklist.items.all()[:2]]
    client.post(f"/wealdshire/checklists/taken/{joint.pk}/people/", {"person": cast.council_lead.pk, "items": items})
    assert ItemTask.objects.filter(person=cast.council_lead).count() == 2
    assert Message.objects.filter(to="council-lead@example.org").count() == 2
    sign_in(cast.council_lead)
    assert "Look after item 1 of “Funding”" in client.get("/home/").content.decode()
    client.post(f"/wealdshire/checklists/taken/{joint.pk}/people/{ItemTask.objects.first().pk}/")
    assert "Look after item 1 of" not in client.get("/home/").content.decode()
    with pytest.raises(Refused, match="choose somebody who does"):
        working.give_item(assessment=joint, item=joint.checklist.items.first(), person=cast.stranger, by=cast.lead, on=DAY)


def test_every_gap_needs_an_action_or_a_reason(client, cast, sign_in, joint):
    done = sent(joint, cast.lead, ALL_DO | {"fp1:point": "better", "fp3:point": "better"})
    first, second = done.gaps.all()
    for broken in ({"decision": "action", "what": "x"}, {"decision": "reason"}):
        with pytest.raises(IntegrityError), transaction.atomic():
            Gap.objects.filter(pk=first.pk).update(**broken, settled_at="2009-06-10T12:00Z", settled_by=cast.lead)
    sign_in(cast.lead)
    assert "Decide about 2 items" in client.get("/home/").content.decode()
    working.act_on_gap(gap=first, what="Publish", owner="Council", due_on=DAY, by=cast.lead, on=DAY)
    working.explain_gap(gap=second, reason="Not ours to do", by=cast.council_lead, on=DAY)
    assert "Every item has its action or its reason" in client.get(f"{done.get_absolute_url()}gaps/").content.decode()
    client.post(f"{done.get_absolute_url()}gaps/{first.pk}/done/")
    first.refresh_from_db()
    assert first.done_on
    assert "Decide about" not in client.get("/home/").content.decode()


def test_action_goes_to_the_plan_and_keeps_where_it_came_from(client, cast, sign_in, joint):
    plan = Plan.objects.create(compact=cast.compact, label="2010", period="2010", starts_on="2010-01-01", ends_on="2010-12-31", status="adopted")
    target = Target.objects.create(plan=plan, number=1, text="Money")
    done = sent(joint, cast.lead, ALL_DO | {"fp1:point": "better"}, shared=True)
    gap = done.gaps.get()
    sign_in(cast.officer)
    assert client.get(f"{done.get_absolute_url()}gaps/{gap.pk}/plan/").status_code == 404, "nothing has been decided yet"
    working.act_on_gap(gap=gap, what="Publish the rounds", owner="Council", due_on=DAY, by=cast.lead, on=DAY)
    address = f"{done.get_absolute_url()}gaps/{gap.pk}/plan/"
    reason = client.get(address).context["form"]["reason"].value()
    form = {"target": target.pk, "text": "Publish all rounds", "owners": str(cast.council), "by_when": "by June 2010"}
    assert "This plan is adopted: say why it is amended" in client.post(address, form).content.decode()
    client.post(address, form | {"reason": reason})
    action = Action.objects.get()
    assert (list(action.owners.all()), action.due_on) == ([cast.council], datetime.date(2010, 6, 30))
    assert (plan.amendments.get().action, plan.amendments.get().reason) == (action, reason)
    assert "with a checklist" in client.get(plan.get_absolute_url() + "amendments/").content.decode()
    gap.refresh_from_db()
    assert (gap.action, action.text, list(action.codes.all())) == (action, "Publish all rounds", [cast.codes[0]])
    assert "It stands in the plan" in client.get(done.get_absolute_url()).content.decode()
    with pytest.raises(Refused, match="stands in the plan already"):
        working.explain_gap(gap=gap, reason="no", by=cast.lead, on=DAY)
    page = client.get(action.get_absolute_url()).content.decode()
    assert "Weald Wellbeing Partnership" in page and "Funding" in page


def test_result_prints(client, cast, sign_in, joint):
    done = sent(joint, cast.lead, ALL_DO | {"fp1:point": "better"})
    sign_in(cast.volunteer)
    assert client.get(f"{done.get_absolute_url()}result.pdf").content.startswith(b"%PDF")
