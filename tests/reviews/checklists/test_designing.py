"""Checklists and scales are data: loaded, written in the browser or in the admin, frozen once in use, replaced by a new version."""

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction

from reviews.checklists.actions import designing, sending, taking
from reviews.checklists.refusals import Refused
from reviews.checklists.starting import load_checklists, load_scales
from reviews.models import Checklist, ChecklistItem, Scale, ScalePoint
from signatories.models import Code, Edition, Statement, Undertaking
from tests.reviews.checklists.conftest import DAY, make_checklist

pytestmark = pytest.mark.django_db
SUBJECTS = ["funding", "consultation", "partnership", "volunteering", "community_groups", "equality"]


def new_edition(cast, *, codes=(), principles=(), undertakings=()):
    """A newer edition in place of the cast's."""
    made = Edition.objects.create(compact=cast.compact, label="Edition of 2009")
    for number, subject in enumerate(codes, 1):
        Code.objects.create(edition=made, number=number, title=f"Code {number}", subject=subject)
    for number, text in enumerate(principles, 1):
        Statement.objects.create(edition=made, kind="principle", number=number, text=text)
    for number, binds in enumerate(undertakings, 1):
        Undertaking.objects.create(edition=made, number=number, text=f"Undertaking {number}", binds=binds)
    Edition.objects.filter(pk=cast.edition.pk).update(status="superseded")
    Edition.objects.filter(pk=made.pk).update(status="published", published_at="2009-02-01T12:00Z", published_by=cast.officer)
    cast.compact.__dict__.pop("edition", None)
    return made


def test_six_codes_of_twelve_items_are_loaded_as_drafts_in_the_agreements_own_words(client, cast, sign_in):
    cast.compact.words = {"agreement": "Accord"}
    cast.compact.save()
    new_edition(cast, codes=SUBJECTS, principles=["Respect", "Openness"])
    sign_in(cast.officer)
    client.post("/wealdshire/checklists/write/load/")
    made = Checklist.objects.all()
    assert sorted(one.items.count() for one in made) == [2, 12, 12, 12, 12, 12, 12]
    assert {one.status for one in made} == {"draft"} and all(one.is_unadopted for one in made)
    texts = list(ChecklistItem.objects.values_list("text", flat=True))
    assert not [text for text in texts if "Compact" in text or "{" in text]
    assert [text for text in texts if "the Accord" in text]
    assert "(3 months)" in ChecklistItem.objects.get(key="fp5").text
    again = client.post("/wealdshire/checklists/write/load/", follow=True).content.decode()
    assert "has its checklist already" in again


def test_agreement_without_codes_gets_a_checklist_of_its_undertakings(cast):
    new_edition(cast, undertakings=["both", "statutory", "voluntary"])
    made = load_checklists(compact=cast.compact, by=cast.officer)
    assert [(one.kind, one.items.count()) for one in made] == [("undertakings", 3)]
    assert set(made[0].items.values_list("binds", flat=True)) == {"both", "statutory", "voluntary"}


def test_only_officers_load(cast):
    with pytest.raises(PermissionDenied):
        load_scales(compact=cast.compact, by=cast.vcs_member)


def test_scales_of_the_issue_are_there(scales):
    assert set(scales) == {"Already do, could do better, need help", "Met, partly, not", "0 to 2", "0 to 3", "1 to 10"}
    assert [point.points for point in scales["1 to 10"].points.all()] == [*range(1, 11), None]


def test_checklist_without_items_is_not_used(client, cast, sign_in, scales):
    checklist = designing.create_checklist(compact=cast.compact, title="Empty", scale=scales["0 to 2"], by=cast.officer)
    sign_in(cast.officer)
    page = client.post(f"/wealdshire/checklists/write/{checklist.pk}/deed/", {"deed": "use"}, follow=True).content.decode()
    assert "This checklist has no items: add at least one before it is used." in page
    checklist.refresh_from_db()
    assert checklist.is_draft


def test_what_is_in_use_stands_for_every_writer(client, cast, sign_in, checklist, joint):
    item, point = checklist.items.first(), checklist.scale.points.first()
    for change in (
        lambda: item.delete(),
        lambda: ChecklistItem.objects.filter(pk=item.pk).update(text="other"),
        lambda: ChecklistItem.objects.create(checklist=checklist, number=9, key="z", binds="both", text="late"),
        lambda: ScalePoint.objects.filter(pk=point.pk).update(points=7),
        lambda: Scale.objects.filter(pk=checklist.scale_id).update(talk_from=5),
        lambda: Checklist.objects.filter(pk=checklist.pk).update(title="other"),
        lambda: Checklist.objects.filter(pk=checklist.pk).update(status="draft"),
    ):
        with pytest.raises(IntegrityError, match="in use"), transaction.atomic():
            change()
    sign_in(cast.officer)
    base = f"/wealdshire/checklists/write/{checklist.pk}/"
    said = client.post(f"{base}items/{item.pk}/deed/", {"remove": "1"}, follow=True).content.decode()
    assert "This checklist is in use: its items stand. Make a new version of it." in said
    form = {
        "name": "Other",
        "well_from": "75",
        "partly_from": "40",
        "talk_from": "1",
        "label_1": "Yes",
        "points_1": "1",
        "label_2": "No",
        "points_2": "0",
    }
    said = client.post(f"/wealdshire/checklists/scales/{checklist.scale_id}/", form).content.decode()
    assert "This scale is in use by a checklist: it stands." in said


def test_draft_again_while_nobody_has_begun(cast, checklist, partnership):
    assert designing.take_back(checklist=checklist, by=cast.officer).is_draft
    used = designing.put_in_use(checklist=checklist, by=cast.officer)
    taking.begin(checklist=used, body=partnership, way="joint", by=cast.lead, on=DAY)
    with pytest.raises(Refused, match="Somebody has begun"):
        designing.take_back(checklist=used, by=cast.officer)


def test_new_version_keeps_keys_and_what_was_begun_goes_on(cast, checklist, joint):
    newer = designing.new_version(checklist=checklist, by=cast.officer)
    assert list(newer.items.values_list("key", flat=True)) == ["fp1", "fp2", "fp3", "fp4"]
    with pytest.raises(Refused, match="A newer version is there already"):
        designing.new_version(checklist=checklist, by=cast.officer)
    designing.put_in_use(checklist=newer, by=cast.officer)
    checklist.refresh_from_db()
    assert (checklist.status, newer.version) == ("replaced", 2)
    assert taking.save_sheet(sheet=joint.sheets.get(), answers={"fp1:point": "already"}, version=0).sheet.saved == 1


def test_officer_writes_items_in_the_browser(client, cast, sign_in, scales):
    checklist = make_checklist(cast, scales["0 to 2"], use=False)
    sign_in(cast.officer)
    base = f"/wealdshire/checklists/write/{checklist.pk}/"
    client.post(f"{base}items/add/", {"text": "Say thank you.", "binds": "both", "evidence_examples": "a card"})
    added = checklist.items.get(text="Say thank you.")
    assert (added.number, added.key) == (5, "own1")
    client.post(f"{base}items/{added.pk}/deed/", {"up": "1"})
    client.post(f"{base}items/{checklist.items.get(key='fp1').pk}/deed/", {"remove": "1"})
    assert list(checklist.items.values_list("number", "key")) == [(1, "fp2"), (2, "fp3"), (3, "own1"), (4, "fp4")]
    page = client.get(base).content.decode()
    assert "Say thank you." in page and "Put it in use" in page


def test_officer_makes_a_scale_in_the_browser(client, cast, sign_in):
    sign_in(cast.officer)
    form = {"name": "Three steps", "well_from": "75", "partly_from": "40", "talk_from": "1"}
    wrong = client.post("/wealdshire/checklists/scales/new/", form | {"label_1": "Yes", "points_1": "2"})
    assert "at least two answers that count" in wrong.content.decode()
    client.post(
        "/wealdshire/checklists/scales/new/",
        form | {"label_1": "Yes", "points_1": "2", "label_2": "Half", "points_2": "1", "gap_2": "on", "label_3": "Not ours", "needs_comment_3": "on"},
    )
    points = Scale.objects.get(name="Three steps").points.values_list("label", "points", "gap", "needs_comment")
    assert list(points) == [("Yes", 2, False, False), ("Half", 1, True, False), ("Not ours", None, False, True)]


def inline(prefix: str, rows: list[dict]) -> dict:
    form = {f"{prefix}-TOTAL_FORMS": str(len(rows)), f"{prefix}-INITIAL_FORMS": "0"}
    return form | {f"{prefix}-{n}-{name}": value for n, row in enumerate(rows) for name, value in row.items()}


def test_scale_and_checklist_set_up_in_the_admin_alone(client, cast, sign_in, partnership):
    """“Already do / could do better / need help”, without a line of code, taken in a meeting."""
    sign_in(cast.superuser)
    points = [
        {"number": "1", "key": "already", "label": "Already do", "points": "2"},
        {"number": "2", "key": "better", "label": "Could do better", "points": "1", "gap": "on"},
        {"number": "3", "key": "help", "label": "Need help", "points": "0", "gap": "on", "needs_comment": "on"},
    ]
    fields = {"compact": cast.compact.pk, "name": "Toolkit", "explanation": "", "well_from": "75", "partly_from": "40", "talk_from": "1"}
    assert client.post("/admin/reviews/scale/add/", fields | inline("points", points)).status_code == 302
    scale = Scale.objects.get(name="Toolkit")
    items = [{"number": str(n), "key": f"k{n}", "text": f"Promise {n}", "binds": "both"} for n in (1, 2)]
    fields = {
        "compact": cast.compact.pk,
        "edition": cast.edition.pk,
        "code": cast.codes[0].pk,
        "kind": "code",
        "title": "From the admin",
        "scale": scale.pk,
    }
    assert client.post("/admin/reviews/checklist/add/", fields | inline("items", items)).status_code == 302
    checklist = designing.put_in_use(checklist=Checklist.objects.get(title="From the admin"), by=cast.officer)
    made = taking.begin(checklist=checklist, body=partnership, way="joint", by=cast.lead, on=DAY)
    taking.save_sheet(sheet=made.sheets.get(), answers={"k1:point": "already", "k2:point": "better"}, version=0)
    done = sending.send(assessment=made, by=cast.lead, on=DAY)
    assert (done.score, [gap.item.key for gap in done.gaps.all()]) == (75, ["k2"])
    sign_in(cast.superuser)
    for model, pk in (("scale", scale.pk), ("checklist", checklist.pk)):
        page = client.get(f"/admin/reviews/{model}/{pk}/change/")
        assert page.status_code == 200
        assert 'name="_save"' not in page.content.decode(), "what is in use is for reading alone"
        assert client.get(f"/admin/reviews/{model}/", {"q": "x"}).status_code == 200


def test_admin_holds_no_answers():
    from django.contrib import admin

    from reviews.models import Assessment, Evidence, Gap, ItemAnswer, Sheet, UndertakingWord

    assert not [model for model in (Assessment, Evidence, Gap, ItemAnswer, Sheet, UndertakingWord) if admin.site.is_registered(model)]


def test_public_page_print_and_word_document(client, cast, checklist):
    page = client.get(checklist.get_absolute_url()).content.decode()
    assert "Publish grant rounds ahead of time." in page and "Already do" in page
    draft = designing.new_version(checklist=checklist, by=cast.officer)
    assert client.get(draft.get_absolute_url()).status_code == 404
    pdf = client.get(f"/wealdshire/checklists/{checklist.pk}/form.pdf")
    assert pdf.content.startswith(b"%PDF")
    import io
    import zipfile

    word = client.get(f"/wealdshire/checklists/{checklist.pk}/form.docx")
    with zipfile.ZipFile(io.BytesIO(word.content)) as package:
        body = package.read("word/document.xml").decode()
    assert body.count("w14:checkbox>") == 2 * 16  # four answers to four items, each opened and closed
    assert 'w:val="Item 1: Evidence"' in body
    assert "Publish grant rounds ahead of time." in body


def test_item_that_somebody_moved_meanwhile_swaps_with_its_neighbour_of_now(cast, scales):
    checklist = make_checklist(cast, scales["Already do, could do better, need help"], use=False)
    keys = lambda: list(checklist.items.order_by("number").values_list("key", flat=True))  # noqa: E731
    first, second, third, *rest = keys()
    shown = checklist.items.get(key=third)
    designing.move_item(item=checklist.items.get(key=third), up=True, by=cast.officer)
    designing.move_item(item=shown, up=True, by=cast.officer)
    assert keys() == [third, first, second, *rest]
