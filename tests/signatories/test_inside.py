"""How organisations keep the agreement in their own house: their lead writes it, the steering group reads it, everybody what may be."""

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, transaction

from compact_portal.audit.models import Event
from signatories.actions import inside as actions
from signatories.models import Practice, Signature
from tests.cast import organisation
from tests.signatories.test_steering_pages import text

PUBLIC, ALL = "/wealdshire/practices/", "/wealdshire/steering/practices/"


@pytest.fixture
def signature(cast):
    return Signature.objects.get(organisation=cast.charity)


@pytest.fixture
def own(signature):
    return f"/wealdshire/organisations/{signature.pk}/practices/"


def said(signature, **fields) -> Practice:
    return Practice.objects.create(signature=signature, **{"kind": "channel", "text": "Our newsletter.", **fields})


@pytest.mark.parametrize(
    ("kind", "typed", "shown"),
    [
        ("channel", {"text": "A page in each newsletter."}, "A page in each newsletter."),
        ("strapline", {"text": "“We keep our word: the Compact.”"}, "We keep our word: the Compact."),
        ("department", {"text": "Pays within ten days.", "department": "Adult care"}, "Bramble Lane Befriending, Adult care"),
        ("training", {"text": "Our trustees need an evening on governance.", "state": "planned"}, "Planned or wished for"),
        (
            "complaints",
            {"text": "By telephone, in Easy Read, or with an advocate.", "website": "example.org/complain"},
            "https://example.org/complain",
        ),
        ("standard", {"text": "PQASSO, level 1; an equality policy; users sit on the board."}, "PQASSO, level 1"),
        ("support", {"text": "A desk for new groups.", "state": "under_way", "reach": "local"}, "Under way, in one district, town or parish"),
    ],
)
def test_lead_writes_each_kind_and_everybody_reads_what_may_be_read(cast, signature, own, sign_in, client, kind, typed, shown):
    posted = sign_in(cast.lead).post(f"{own}new/", {"kind": kind, "state": "in_place", "public": "on", **typed}, follow=True)
    assert "Saved. Thank you." in text(posted)
    practice = Practice.objects.get()
    assert (practice.kind, practice.signature, practice.public) == (kind, signature, True)
    assert Event.objects.get(verb="practice.added").compact_id == cast.compact.pk
    client.logout()
    assert shown in text(client.get(f"{PUBLIC}?kind={kind}"))


def test_what_is_not_for_everybody_is_for_the_steering_group_alone(cast, signature, own, sign_in, client):
    said(signature, text="Quokka: our managers know nothing of it.")
    for address in (PUBLIC, f"{PUBLIC}?kind=channel", "/wealdshire/"):
        assert "Quokka" not in client.get(address).content.decode()
    assert "Quokka" in text(sign_in(cast.vcs_member).get(ALL))
    assert "1" in text(sign_in(cast.officer).get(ALL)) and "Telling people" in text(sign_in(cast.officer).get(ALL))
    for who in (cast.council_lead, cast.superuser, cast.stranger):
        assert (sign_in(who).get(ALL).status_code, sign_in(who).get(own).status_code) == (404, 404)


def test_what_is_public_leaves_with_the_signature_or_the_listing(cast, signature, client):
    said(signature, public=True, text="Quokka")
    assert "Quokka" in client.get(PUBLIC).content.decode()
    Signature.objects.filter(pk=signature.pk).update(listed=False)
    assert "Quokka" not in client.get(PUBLIC).content.decode()
    Signature.objects.filter(pk=signature.pk).update(listed=True, status="withdrawn")
    assert "Quokka" not in client.get(PUBLIC).content.decode()
    with pytest.raises(ValidationError, match="Only those who have signed"):
        actions.save_practice(signature=signature, kind="channel", text="x", by=cast.lead)


def test_lead_changes_and_removes(cast, signature, own, sign_in):
    practice, client = said(signature), sign_in(cast.lead)
    assert "Our newsletter." in text(client.get(own))
    client.post(f"{own}{practice.pk}/", {"kind": "channel", "state": "planned", "text": "A better newsletter."})
    practice.refresh_from_db()
    assert (practice.text, practice.state) == ("A better newsletter.", "planned")
    assert "A better newsletter." in text(client.get(f"{own}{practice.pk}/remove/"))
    client.post(f"{own}{practice.pk}/remove/")
    assert not Practice.objects.exists()


@pytest.mark.parametrize("who", ["officer", "volunteer", "council_lead", "champion", "superuser"])
def test_only_its_lead_writes(cast, signature, who):
    practice, by = said(signature), getattr(cast, who)
    for verb in (
        lambda: actions.save_practice(signature=signature, kind="channel", text="x", by=by),
        lambda: actions.save_practice(signature=signature, practice=practice, text="x", by=by),
        lambda: actions.remove_practice(practice=practice, by=by),
    ):
        with pytest.raises(PermissionDenied):
            verb()
    assert not Event.objects.exists()


def test_a_department_is_named(cast, signature, own, sign_in):
    wrong = sign_in(cast.lead).post(f"{own}new/", {"kind": "department", "state": "in_place", "text": "Pays early."})
    assert "Say which department it is" in text(wrong)
    with pytest.raises(IntegrityError), transaction.atomic():
        said(signature, kind="department")


def test_lists_need_as_many_queries_for_many(cast, signature, sign_in, client, django_assert_num_queries, django_assert_max_num_queries):
    said(signature, public=True)
    client = sign_in(cast.officer)
    for address in (PUBLIC, ALL):
        client.get(address)
        with django_assert_max_num_queries(30) as few:
            client.get(address)
        for number in range(4):
            said(organisation(cast.compact, f"Body {len(address)} {number}", "statutory", "health").signatures.get(), public=True)
        with django_assert_num_queries(len(few)):
            client.get(address)


def test_support_says_how_far_it_reaches_and_both_reaches_are_counted(cast, signature, own, sign_in):
    wrong = sign_in(cast.lead).post(f"{own}new/", {"kind": "support", "state": "in_place", "text": "A desk."})
    assert "Choose how far the support reaches" in text(wrong) and not Practice.objects.exists()
    for reach in ("county", "local", "local"):
        said(signature, kind="support", reach=reach)
    shown = text(sign_in(cast.officer).get("/wealdshire/steering/practices/"))
    assert "1 across the whole area; 2 in one district, town or parish" in shown
