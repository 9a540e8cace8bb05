"""Achievements: written under a target, made from progress in one step, put in order by buttons, each guarded and recorded."""

from unittest.mock import MagicMock

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, transaction

from actionplans.actions import achievements as verbs
from actionplans.models import Achievement, Action, Origin, Plan, ProgressNote, Target
from actionplans.views.achieving import achieve
from compact_portal.audit.models import Event

pytestmark = pytest.mark.django_db
ADDRESS = "/wealdshire/plans/2009/targets/1/achievements/"


@pytest.fixture
def target(cast) -> Target:
    plan = Plan.objects.create(compact=cast.compact, period="2009", label="Plan 2009", starts_on="2009-01-01", ends_on="2009-12-31", status="adopted")
    target = Target.objects.create(plan=plan, number=1, text="To know each other")
    for number, text in enumerate(["First.", "Second.", "Third."], 1):
        Achievement.objects.create(target=target, number=number, text=text)
    action = Action.objects.create(
        target=target, number=1, text="Hold an open day.", evidence="A count at the door.", evidence_link="https://example.org/x"
    )
    action.owners.add(cast.council)
    ProgressNote.objects.create(action=action, number=1, text="Ninety people came.", noted_on="2009-05-03")
    return target


def order(target) -> list[str]:
    return [achievement.text for achievement in target.achievements.all()]


def numbers(target) -> list[int]:
    return list(target.achievements.values_list("number", flat=True))


def named(text: str) -> Achievement:
    return Achievement.objects.get(text=text)


def page(client, address=ADDRESS) -> str:
    response = client.get(address)
    assert response.status_code == 200
    return " ".join(response.content.decode().split())


def test_written_with_paragraphs_organisations_and_evidence(cast, target, sign_in):
    client = sign_in(cast.officer)
    form = {"text": "We wrote a guide.\r\n\r\nEverybody has it.", "organisations": [cast.charity.pk, cast.council.pk], "evidence": "The guide.",
            "evidence_link": "example.org/guide"}  # fmt: skip
    assert client.post(f"{ADDRESS}new/", form).status_code == 302
    made = target.achievements.last()
    assert (made.number, made.paragraphs, made.evidence, made.evidence_link) == (
        4, ["We wrote a guide.", "Everybody has it."], "The guide.", "https://example.org/guide",
    )  # fmt: skip
    assert set(made.organisations.all()) == {cast.charity, cast.council}
    assert Event.objects.get(verb="achievement.added").actor == cast.officer
    shown = page(client)
    assert "<strong>iv)</strong> We wrote a guide." in shown and "Everybody has it." in shown
    public = page(client, "/wealdshire/plans/2009/")
    assert "<strong>iv)</strong> We wrote a guide." in public and "Shown by: The guide." in public


def test_nothing_written_is_refused(cast, target, sign_in):
    shown = sign_in(cast.officer).post(f"{ADDRESS}new/", {"text": "  "}).content.decode()
    assert "Write what was achieved" in shown
    assert target.achievements.count() == 3


def test_made_from_progress_in_one_step_and_keeps_where_it_came_from(cast, target, sign_in):
    client, note = sign_in(cast.officer), ProgressNote.objects.get()
    assert "Make an achievement of it" in page(client)
    client.post(f"{ADDRESS}from-progress/{note.pk}/")
    made = target.achievements.last()
    assert (made.text, made.evidence, made.evidence_link, list(made.organisations.all())) == (
        "Ninety people came.", "A count at the door.", "https://example.org/x", [cast.council],
    )  # fmt: skip
    assert (made.origin_kind, made.origin_key, made.origin_words) == (
        "actionplans.progressnote", str(note.pk), "progress on “Hold an open day.”, 3 May 2009",
    )  # fmt: skip
    shown = page(client)
    assert "Make an achievement of it" not in shown and "Made into an achievement" in shown
    said = client.post(f"{ADDRESS}from-progress/{note.pk}/", follow=True).content.decode()
    assert "An achievement was made from this already." in said
    assert target.achievements.count() == 4


def test_origin_stays_when_words_and_progress_change(cast, target):
    made = verbs.add_from_note(note=ProgressNote.objects.select_related("action__target__plan__compact").get(), by=cast.officer)
    verbs.change_achievement(achievement=made, text="Many came.", organisations=[], evidence="", evidence_link="", by=cast.officer)
    ProgressNote.objects.all().delete()
    made.refresh_from_db()
    assert (made.text, made.origin_words) == ("Many came.", "progress on “Hold an open day.”, 3 May 2009")


def test_anything_may_be_an_origin(cast, target):
    """Rooms above this one pass what they are, a key where something may lead back to it, and the words that everybody reads."""
    kept = Origin.of(cast.charity, "the register of references")
    verbs.add_achievement(target=target, text="A.", by=cast.officer, origin=kept)
    with pytest.raises(ValidationError):
        verbs.add_achievement(target=target, text="B.", by=cast.officer, origin=kept)
    nobody = Origin("reviews.detachedtext", "", "an example of the survey")
    for text in ("C.", "D."):
        verbs.add_achievement(target=target, text=text, by=cast.officer, origin=nobody)
    assert Achievement.objects.filter(origin_key="", origin_words="an example of the survey").count() == 2
    with pytest.raises(IntegrityError), transaction.atomic():
        Achievement.objects.create(target=target, number=9, text="E.", origin_kind="x")


def test_page_for_what_is_kept_elsewhere(cast, target, sign_in, rf):
    """Whoever calls the page says what it is made from; the officer chooses where it belongs and words it."""
    draft = Plan.objects.create(compact=cast.compact, period="2010", label="Plan 2010", starts_on="2010-01-01", ends_on="2010-12-31")
    promised = Target.objects.create(plan=draft, number=1, text="CANARY of a draft")
    sign_in(cast.officer)
    origin = Origin.of(cast.charity, "the register")

    def asked(form=None):
        request = rf.post("/here/", form) if form is not None else rf.get("/here/")
        request.user, request._messages = cast.officer, MagicMock()
        request.csp_nonce = ""
        return achieve(request, compact=cast.compact, origin=origin, words="It was adopted.", organisations=[cast.charity],
                       evidence_link="https://example.org/policy", back="/back/", parent="Register")  # fmt: skip

    shown = asked().content.decode()
    assert "It was adopted." in shown and "made from the register." in shown and "CANARY" not in shown
    assert "Choose where it belongs" in asked({"text": "x"}).content.decode()
    assert "Choose from the answers offered" in asked({"text": "x", "target": promised.pk}).content.decode()
    assert asked({"text": "The council adopted it.", "target": target.pk})["Location"] == "/back/"
    made = target.achievements.last()
    assert (made.text, made.number, made.evidence_link, list(made.organisations.all()), made.origin_words) == (
        "The council adopted it.", 4, "https://example.org/policy", [cast.charity], "the register",
    )  # fmt: skip
    assert "An achievement was made from it already" in asked().content.decode()
    assert Achievement.objects.rows_used(type(cast.charity)) == {str(cast.charity.pk)}


def test_order_by_buttons(cast, target, sign_in):
    client = sign_in(cast.officer)
    response = client.post(f"{ADDRESS}{named('Third.').pk}/move/", {"to": "up"})
    assert response["Location"] == f"{ADDRESS}#move-up-{named('Third.').pk}"
    assert order(target) == ["First.", "Third.", "Second."]
    client.post(f"{ADDRESS}{named('First.').pk}/move/", {"to": "down"})
    assert (order(target), numbers(target)) == (["Third.", "First.", "Second."], [1, 2, 3])
    assert "<strong>i)</strong> Third." in page(client)


@pytest.mark.parametrize(
    ("to", "expected"),
    [("1", ["Third.", "First.", "Second."]), ("2", ["First.", "Third.", "Second."]), ("99", ["First.", "Second.", "Third."]),
     ("0", ["Third.", "First.", "Second."]), ("x", ["First.", "Second.", "Third."]), ("", ["First.", "Second.", "Third."]),
     ("٣", ["First.", "Second.", "Third."])],
)  # fmt: skip
def test_order_by_dragging_to_a_place(cast, target, sign_in, to, expected):
    assert sign_in(cast.officer).post(f"{ADDRESS}{named('Third.').pk}/move/", {"to": to}).status_code == 302
    assert (order(target), numbers(target)) == (expected, [1, 2, 3])


def test_first_and_last_go_no_further(cast, target, sign_in):
    client = sign_in(cast.officer)
    client.post(f"{ADDRESS}{named('First.').pk}/move/", {"to": "up"})
    client.post(f"{ADDRESS}{named('Third.').pk}/move/", {"to": "down"})
    assert order(target) == ["First.", "Second.", "Third."]


def test_removed_leaves_no_gap(cast, target, sign_in):
    client = sign_in(cast.officer)
    address = f"{ADDRESS}{named('First.').pk}/remove/"
    assert "Remove this achievement?" in page(client, address)
    client.post(address)
    assert (order(target), numbers(target)) == (["Second.", "Third."], [1, 2])
    assert Event.objects.get(verb="achievement.removed", target_id=str(target.pk)).compact_id == target.plan.compact_id


def test_may_still_be_written_after_the_plan_is_closed(cast, target, sign_in):
    Plan.objects.update(status="closed")
    sign_in(cast.officer).post(f"{ADDRESS}new/", {"text": "Seen afterwards."})
    assert target.achievements.count() == 4


def test_officers_alone(cast, target):
    note = ProgressNote.objects.select_related("action__target__plan__compact").get()
    first = Achievement.objects.select_related("target__plan__compact").get(text="First.")
    calls = [
        lambda by: verbs.add_achievement(target=target, text="x", by=by),
        lambda by: verbs.add_from_note(note=note, by=by),
        lambda by: verbs.change_achievement(achievement=first, text="x", organisations=[], evidence="", evidence_link="", by=by),
        lambda by: verbs.place_achievement(achievement=first, place=2, by=by),
        lambda by: verbs.remove_achievement(achievement=first, by=by),
    ]
    for call in calls:
        for person in (cast.vcs_member, cast.superuser, cast.stranger):
            with pytest.raises(PermissionDenied):
                call(person)
    assert order(target) == ["First.", "Second.", "Third."]


def test_note_of_another_target_is_not_found(cast, target, sign_in):
    other = Target.objects.create(plan=target.plan, number=2, text="To talk")
    action = Action.objects.create(target=other, number=1, text="Talk.")
    note = ProgressNote.objects.create(action=action, number=1, text="We talked.")
    assert sign_in(cast.officer).post(f"{ADDRESS}from-progress/{note.pk}/").status_code == 404


@pytest.mark.parametrize("more", [0, 20])
def test_page_takes_the_same_queries_for_more_rows(cast, target, sign_in, django_assert_num_queries, more):
    for number in range(4, 4 + more):
        made = Achievement.objects.create(target=target, number=number, text=f"No. {number}")
        made.organisations.add(cast.charity)
        ProgressNote.objects.create(action=Action.objects.get(), number=number, text=f"Note {number}.")
    client = sign_in(cast.officer)
    with django_assert_num_queries(7):
        page(client)
