"""The register of documents that cite the agreement: who reports, who checks, what it gives to the year's achievements."""

import datetime

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.urls import reverse

from compact_portal.audit.models import Event
from compact_portal.days import today
from signatories.actions import records as actions
from signatories.models import Organisation, Reference, Signature
from signatories.records.reports import achievement_of


def page(response) -> str:
    return " ".join(response.content.decode().split())


def address(name, *args) -> str:
    return reverse(f"signatories:{name}", args=["wealdshire", *args])


def posted(cast, organisation, **changed) -> dict:
    day = today()
    words = {"organisation": organisation.pk, "document": "Grants Policy", "kind": "policy", "strength": "operates", "codes": [cast.codes[0].pk]}
    return words | {"noted_on-day": day.day, "noted_on-month": day.month, "noted_on-year": day.year} | changed


def listed(cast, document="Grants Policy", **fields) -> Reference:
    words = {"organisation": cast.council, "kind": "policy", "strength": "operates"} | fields
    return actions.add_reference(compact=cast.compact, document=document, by=cast.officer, **words)


def test_officers_entry_is_on_the_register_at_once(cast, sign_in, client):
    answer = sign_in(cast.officer).post(
        address("add_reference"), posted(cast, cast.council, period="2008 to 2011", website="www.example.org/grants"), follow=True
    )
    shown = page(answer)
    assert "“Grants Policy” is on the register." in shown
    reference = Reference.objects.get()
    assert (reference.status, reference.checked_by, list(reference.codes.all())) == ("listed", cast.officer, [cast.codes[0]])
    client.logout()
    public = page(client.get(address("references")))
    assert "Wealdshire Council: policy that operates in accordance with it" in public and "Concerns: Funding" in public
    assert "(2008 to 2011)" in public and "https://www.example.org/grants" in public and "Take off" not in public


def test_leads_entry_waits_for_the_officer(cast, sign_in):
    client = sign_in(cast.lead)
    answer = page(client.post(address("add_reference"), posted(cast, cast.charity, document="Waitbird policy"), follow=True))
    assert "comes on the register once the Compact officer has looked at it" in answer
    assert "Waitbird policy</strong>" not in page(client.get(address("references")))
    assert "Waitbird" not in client.get(address("references_csv")).content.decode()
    reference = Reference.objects.get()
    assert (reference.status, reference.checked_by) == ("reported", None)
    client = sign_in(cast.officer)
    assert "Waitbird policy" in page(client.get(address("references_to_check")))
    client.post(address("list_reference", reference.pk))
    assert "Waitbird policy</strong>" in page(client.get(address("references")))
    client.post(address("remove_reference", reference.pk))
    assert "Waitbird policy</strong>" not in page(client.get(address("references")))
    client.post(address("list_reference", reference.pk))
    assert Reference.objects.get().status == "listed"
    verbs = Event.objects.about(reference).order_by("id").values_list("verb", flat=True)
    assert list(verbs) == ["reference.reported", "reference.listed", "reference.removed", "reference.listed"]


def test_lead_reports_for_their_own_organisation_alone(cast, sign_in):
    answer = page(sign_in(cast.lead).post(address("add_reference"), posted(cast, cast.council)))
    assert "Choose from the answers offered" in answer
    with pytest.raises(PermissionDenied):
        actions.add_reference(compact=cast.compact, organisation=cast.council, document="D", kind="policy", strength="refers", by=cast.lead)
    Signature.objects.filter(organisation=cast.charity).update(status="withdrawn")
    assert sign_in(cast.lead).get(address("add_reference")).status_code == 404
    with pytest.raises(PermissionDenied):
        actions.add_reference(compact=cast.compact, organisation=cast.charity, document="D", kind="policy", strength="refers", by=cast.lead)
    assert not Reference.objects.exists()


@pytest.mark.parametrize("who", ["lead", "volunteer", "vcs_member", "superuser"])
def test_only_an_officer_changes_the_register(cast, who):
    reference, by = listed(cast), getattr(cast, who)
    for deed in (
        lambda: actions.list_reference(reference=reference, by=by),
        lambda: actions.remove_reference(reference=reference, by=by),
        lambda: actions.change_reference(reference=reference, document="Other", by=by),
    ):
        with pytest.raises(PermissionDenied):
            deed()


def test_bad_words_are_refused_with_a_sentence(cast, sign_in):
    client = sign_in(cast.officer)
    empty = page(client.post(address("add_reference"), {}))
    for words in ["Choose whose document it is", "Enter the title of the document", "Choose what kind of document it is", "Choose what it says"]:
        assert words in empty
    listed(cast)
    assert "This document is on the register already." in page(client.post(address("add_reference"), posted(cast, cast.council)))
    day = today() + datetime.timedelta(days=1)
    assert "This day has not come yet" in page(client.post(address("add_reference"), posted(cast, cast.charity, **{"noted_on-year": day.year + 1})))
    assert Reference.objects.count() == 1
    with pytest.raises(ValidationError, match="on the register already"), transaction.atomic():
        listed(cast)


def test_entry_is_changed(cast, sign_in):
    reference = listed(cast)
    sign_in(cast.officer).post(
        address("change_reference", reference.pk), posted(cast, cast.council, document="Grants Policy of 2010", strength="adopted")
    )
    reference.refresh_from_db()
    assert (reference.document, reference.strength, list(reference.codes.all())) == ("Grants Policy of 2010", "adopted", [cast.codes[0]])


@pytest.mark.parametrize(
    ("strength", "words"),
    [
        ("refers", "refers to the Compact"), ("promotes", "contains and promotes the Compact"), 
        ("operates", "operates in accordance with the Compact"),
        ("stated", "states its commitment to the Compact"), ("adopted", "has adopted the Compact"), ("amended", "was amended to keep to the Compact"),
        ("aims", "states the aim to adopt the Compact"),
    ],
)  # fmt: skip
def test_each_strength_reads_as_an_achievement(cast, strength, words):
    reference = listed(cast, strength=strength, period="2007 to 2010", codes=[cast.codes[1]])
    draft = achievement_of(Reference.objects.with_names().select_related("compact").get())
    assert draft.text == f"Wealdshire Council’s policy “Grants Policy” (2007 to 2010) {words}."
    assert (draft.organisations, draft.codes, draft.source) == ([cast.council], [cast.codes[1]], reference)


def test_achievements_of_a_time_are_those_on_the_register(cast):
    listed(cast, "Early", noted_on="2009-03-31")
    listed(cast, "First day", noted_on="2009-04-01")
    listed(cast, "Last day", noted_on="2010-03-31", organisation=cast.police)
    actions.remove_reference(reference=listed(cast, "Removed", noted_on="2009-05-01"), by=cast.officer)
    noted = cast.compact.references.noted_between(datetime.date(2009, 4, 1), datetime.date(2010, 3, 31))
    assert {reference.document for reference in noted} == {"First day", "Last day"}


def test_register_is_narrowed_by_address(cast, client):
    listed(cast, "Alpha", kind="strategy", strength="refers", codes=[cast.codes[0]])
    listed(cast, "Beta", organisation=cast.charity, codes=cast.codes)
    for query, there in [
        ("", ["Alpha", "Beta"]), ("?kind=strategy", ["Alpha"]), ("?strength=operates", ["Beta"]),
        ("?sector=voluntary", ["Beta"]),
        (f"?code={cast.codes[1].pk}", ["Beta"]), (f"?code={cast.codes[0].pk}", ["Alpha", "Beta"]), ("?words=wc+alph", ["Alpha"]),
        ("?words=zebra", []),
    ]:  # fmt: skip
        shown = page(client.get(address("references") + query))
        assert [name for name in ("Alpha", "Beta") if f"<strong>{name}</strong>" in shown] == there, query
    assert "Nothing on the register fits." in page(client.get(address("references") + "?words=zebra"))


def test_table_of_the_register_runs_no_formula(cast, client):
    listed(cast, "=cmd|' /C calc'!A0")
    lines = client.get(address("references_csv")).content.decode("utf-8-sig").splitlines()
    assert lines[0] == "organisation,sector,document,kind,what_it_says,parts,years,address,noted_on,sector_code,kind_code,what_it_says_code,id,url"
    assert "Wealdshire Council,public sector,'=cmd|' /C calc'!A0,policy" in lines[1]


def test_register_costs_the_same_for_many(cast, client, django_assert_num_queries):
    listed(cast, codes=cast.codes)
    client.get(address("references"))
    with django_assert_num_queries(6) as few:
        client.get(address("references"))
    bodies = Organisation.objects.bulk_create(Organisation(name=f"Body {n}", sector="voluntary", kind="charity") for n in range(60))
    for body in bodies:
        listed(cast, "Policy", organisation=body, codes=cast.codes)
    with django_assert_num_queries(len(few)):
        assert "61 documents" in page(client.get(address("references")))
