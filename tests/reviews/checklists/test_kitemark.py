"""The kitemark: criteria as data, an application, two assessors of different sectors, a mark that anybody can verify, and its end."""

import datetime
import io

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from PIL import Image

from compact_portal.days import months_after
from compact_portal.messaging.models import Message
from reviews.checklists.actions import kitemark as verbs
from reviews.checklists.actions import sending, taking, working
from reviews.checklists.due import remind_kitemarks
from reviews.checklists.refusals import Refused
from reviews.checklists.starting import load_kitemark
from reviews.models import KitemarkApplication, KitemarkAward, KitemarkScheme
from signatories.models import Membership, Organisation, Seat, SeatHolder
from tests.cast import organisation, person
from tests.reviews.checklists.conftest import ALL_DO, fill

pytestmark = pytest.mark.django_db
ON = datetime.date.today()


@pytest.fixture
def scheme(cast):
    return verbs.use_scheme(scheme=load_kitemark(compact=cast.compact, by=cast.officer), by=cast.officer)


@pytest.fixture
def assessors(cast):
    """One of each sector who belongs neither to the charity nor to the council."""
    made = []
    for number, (name, sector, kind) in enumerate([("Fire Service", "statutory", "fire"), ("Hill Trust", "voluntary", "charity")], 8):
        body = organisation(cast.compact, name, sector, kind)
        seat = Seat.objects.create(compact=cast.compact, organisation=body, number=number, since=ON)
        who = person(f"assessor {number}")
        SeatHolder.objects.create(seat=seat, name=who.name, person=who, since=ON)
        made.append(who)
    return made


def review(cast, checklist, answers=ALL_DO, *, settle=True):
    given = {name: value for name, value in answers.items() if not name.startswith("fp1")}
    made = taking.begin(checklist=checklist, body=cast.charity, way="joint", by=cast.lead, on=ON)
    fill(made, given)
    made = sending.send(assessment=made, by=cast.lead, on=ON)
    for gap in made.gaps.all() if settle else []:
        working.act_on_gap(gap=gap, what="Do it", owner="We", due_on=ON, by=cast.lead, on=ON)
    return made


@pytest.fixture
def draft(cast, scheme):
    return verbs.save_application(
        compact=cast.compact, application=None, applicant=cast.charity, by=cast.lead, on=ON, codes=[cast.codes[0]], partner=cast.council,
        subject_kind="document", title="Welcome pack", description="For volunteers", reasons="It asks for money",
    )  # fmt: skip


@pytest.fixture
def confirmed(cast, draft):
    return verbs.confirm_as_partner(application=draft, statement="We use it", by=cast.council_lead, on=ON)


@pytest.fixture
def application(cast, checklist, confirmed):
    review(cast, checklist)
    return verbs.send_application(application=confirmed, terms_accepted=True, by=cast.lead, on=ON)


def awarded(cast, application, assessors) -> KitemarkAward:
    met = {criterion.pk: (True, "") for criterion in application.scheme.criteria.all()}
    for who in assessors:
        assessor = verbs.name_assessor(application=application, person=who, by=cast.officer, on=ON)
        verbs.decide(assessor=assessor, verdict="award", comment="Plain and true", met=met, by=who, on=ON)
    return KitemarkAward.objects.get(application=application)


def test_criteria_are_data_and_stand_once_in_use(client, cast, sign_in):
    sign_in(cast.officer)
    client.post("/wealdshire/kitemark/scheme/load/")
    scheme = KitemarkScheme.objects.get()
    assert (scheme.criteria.count(), scheme.least_share, scheme.valid_months, scheme.prefix) == (6, 70, 24, "WC")
    form = {name: getattr(scheme, name) for name in ("name", "about", "terms_of_use", "prefix", "review_months", "valid_months")}
    client.post(f"/wealdshire/kitemark/scheme/{scheme.pk}/", form | {"least_share": "60", "text_1": "It is good.", "check_1": "judged"})
    scheme.refresh_from_db()
    assert (scheme.least_share, [one.text for one in scheme.criteria.all()]) == (60, ["It is good."])
    client.post(f"/wealdshire/kitemark/scheme/{scheme.pk}/deed/", {"use": "1"})
    with pytest.raises(IntegrityError, match="criteria stand"), transaction.atomic():
        scheme.criteria.update(text="other")
    refused = client.post(f"/wealdshire/kitemark/scheme/{scheme.pk}/", form | {"least_share": "1", "text_1": "x"}).content.decode()
    assert "its criteria stand. Make a new version of it." in refused
    client.post(f"/wealdshire/kitemark/scheme/{scheme.pk}/deed/", {"version": "1"})
    assert list(KitemarkScheme.objects.values_list("version", "status")) == [(2, "draft"), (1, "in_use")]


def test_application_is_sent_only_when_the_checks_are_met(cast, checklist, draft):
    def refused(accepted=True):
        with pytest.raises(Refused) as error:
            verbs.send_application(application=draft, terms_accepted=accepted, by=cast.lead, on=ON)
        return str(error.value)

    assert refused(accepted=False) == "Accept how the mark may be used."
    assert refused() == "The checklist of “Funding” was not taken within the last 12 months."
    weak = review(cast, checklist, ALL_DO | {"fp2:point": "help", "fp2:comment": "no", "fp3:point": "help", "fp3:comment": "no"}, settle=False)
    assert refused() == "The checklist of “Funding” came to 33 per cent; at least 70 are asked for."
    assert weak.outcome == "not_yet"
    better = review(cast, checklist, ALL_DO | {"fp2:point": "better"}, settle=False)
    assert refused() == "An item of the checklist “Funding” has no action yet."
    working.act_on_gap(gap=better.gaps.get(), what="Do", owner="We", due_on=ON, by=cast.lead, on=ON)
    assert refused() == "No partner from the other sector has confirmed it yet."
    verbs.confirm_as_partner(application=draft, statement="So it is", by=cast.council_lead, on=ON)
    sent = verbs.send_application(application=draft, terms_accepted=True, by=cast.lead, on=ON)
    assert (sent.status, list(sent.reviews.all())) == ("sent", [better])


def test_partner_is_of_the_other_sector_and_speaks_for_itself(cast, draft):
    with pytest.raises(PermissionDenied):
        verbs.confirm_as_partner(application=draft, statement="mine", by=cast.lead, on=ON)
    with pytest.raises(Refused, match="belongs to the other sector"):
        verbs.save_application(
            compact=cast.compact, application=draft, applicant=cast.charity, by=cast.lead, on=ON, codes=[], partner=cast.other_charity
        )


def test_assessors_are_of_two_sectors_and_none_of_the_applicants(client, cast, sign_in, application, assessors):
    def refused(who):
        with pytest.raises(Refused) as error:
            verbs.name_assessor(application=application, person=who, by=cast.officer, on=ON)
        return str(error.value)

    assert refused(cast.vcs_member) == "Vcs Member belongs to Bramble Lane Befriending, which applies: choose somebody else."
    assert "belongs to Wealdshire Council, which spoke for it" in refused(cast.statutory_member)
    assert "sits for neither sector" in refused(cast.stranger)
    # A body that was merged into the applicant is the applicant
    other = assessors[1].seats_held.get().seat.organisation
    type(other).objects.filter(pk=other.pk).update(merged_into=cast.charity)
    assert "which applies" in refused(assessors[1])
    type(other).objects.filter(pk=other.pk).update(merged_into=None)
    verbs.name_assessor(application=application, person=assessors[0], by=cast.officer, on=ON)
    second = person("second")
    SeatHolder.objects.create(seat=assessors[0].seats_held.get().seat, name="Second", person=second, number=2, since=ON)
    assert refused(second) == "There is an assessor of the public sector already."
    sign_in(assessors[0])
    assert "Decide about the kitemark of “Welcome pack”" in client.get("/home/").content.decode()


def test_both_must_say_yes_and_neither_sees_the_other_before(client, cast, sign_in, application, assessors):
    for who in assessors:
        verbs.name_assessor(application=application, person=who, by=cast.officer, on=ON)
    criteria = list(application.scheme.criteria.all())
    form = {f"met_{one.pk}": "yes" for one in criteria} | {"verdict": "award", "comment": "first-words-of-the-first"}
    sign_in(assessors[0])
    half = client.post(f"{application.get_absolute_url()}decide/", form | {f"met_{criteria[0].pk}": "no"}).content.decode()
    assert "Every criterion has to be met before it can be awarded." in half
    client.post(f"{application.get_absolute_url()}decide/", form)
    sign_in(assessors[1])
    page = client.get(application.get_absolute_url()).content.decode()
    assert "has decided" in page and "first-words-of-the-first" not in page
    assert not KitemarkAward.objects.exists()
    client.post(f"{application.get_absolute_url()}decide/", form | {"comment": "second"})
    award = KitemarkAward.objects.get()
    assert (award.number, award.awarded_on) == (f"WC-{ON.year}-001", ON)
    assert award.until == months_after(ON, 24) - datetime.timedelta(days=1)
    sign_in(cast.lead)
    assert "first-words-of-the-first" in client.get(application.get_absolute_url()).content.decode()


def test_one_no_is_a_no(cast, application, assessors):
    for who, verdict in zip(assessors, ("award", "refuse"), strict=True):
        met = {criterion.pk: (verdict == "award", "") for criterion in application.scheme.criteria.all()}
        assessor = verbs.name_assessor(application=application, person=who, by=cast.officer, on=ON)
        verbs.decide(assessor=assessor, verdict=verdict, comment="So", met=met, by=who, on=ON)
    application.refresh_from_db()
    assert (application.status, KitemarkAward.objects.count()) == ("refused", 0)


def test_anybody_verifies_a_number_and_the_mark_ends_with_it(client, cast, sign_in, application, assessors):
    award = awarded(cast, application, assessors)
    address = award.get_absolute_url()
    page = client.get(address).content.decode()
    for words in ("This mark is true today", "Welcome pack", "Bramble Lane Befriending", "Funding", award.number):
        assert words in page
    svg = client.get(f"{address}mark.svg")
    assert svg["Content-Type"] == "image/svg+xml" and award.number in svg.content.decode()
    png = client.get(f"{address}mark.png")
    with Image.open(io.BytesIO(png.content)) as image:
        assert (image.format, image.size) == ("PNG", (600, 600))
        assert award.number in image.text["Title"]
    assert client.get("/wealdshire/kitemark/WC-2009-999/").status_code == 404
    assert award.number in client.get("/wealdshire/kitemark/").content.decode()
    sign_in(cast.officer)
    client.post(f"{address}suspend/", {"reason": "A finding is unanswered"})
    client.logout()
    page = client.get(address).content.decode()
    assert "may not be shown" in page and "A finding is unanswered" not in page
    assert client.get(f"{address}mark.png").status_code == 404
    sign_in(cast.officer)
    client.post(f"{address}suspend/", {})
    assert "This mark is true today" in client.get(address).content.decode()
    assert "Say why" in client.post(f"{address}withdraw/", {"reason": ""}).content.decode()
    client.post(f"{address}withdraw/", {"reason": "The pack was changed"})
    page = client.get(address).content.decode()
    assert "this mark was withdrawn" in page and "The pack was changed" in page
    assert award.number not in client.get("/wealdshire/kitemark/").content.decode()


def test_renewal_begins_where_the_mark_ends_and_is_asked_for_in_time(client, cast, sign_in, checklist, application, assessors):
    award = awarded(cast, application, assessors)
    Message.objects.all().delete()
    early = award.until - datetime.timedelta(days=60)
    assert [remind_kitemarks(early - datetime.timedelta(days=1)), remind_kitemarks(early), remind_kitemarks(early)] == [0, 1, 0]
    assert "apply again before that day" in Message.objects.first().text
    sign_in(cast.lead)
    page = client.get(f"/wealdshire/kitemark/apply/?renews={award.number}").content.decode()
    assert f"Renew kitemark {award.number}" in page and "Welcome pack" in page
    form = {"applicant": cast.charity.pk, "subject_kind": "document", "title": "Welcome pack", "description": "d", "reasons": "r"}
    form |= {"codes": [cast.codes[0].pk], "partner": cast.council.pk}
    client.post(f"/wealdshire/kitemark/apply/?renews={award.number}", form)
    renewal = KitemarkApplication.objects.get(renews=award)
    verbs.confirm_as_partner(application=renewal, statement="Still so", by=cast.council_lead, on=ON)
    verbs.send_application(application=renewal, terms_accepted=True, by=cast.lead, on=ON)
    second = awarded(cast, renewal, assessors)
    assert (second.number, second.awarded_on) == (f"WC-{ON.year}-002", award.until + datetime.timedelta(days=1))


def test_drafts_are_the_applicants_alone(client, cast, sign_in, draft):
    for who, status in ((cast.officer, 404), (cast.stranger, 404), (cast.superuser, 404), (cast.lead, 200), (cast.council_lead, 200)):
        sign_in(who)
        assert client.get(draft.get_absolute_url()).status_code == status
    sign_in(cast.council_lead)
    client.post(f"{draft.get_absolute_url()}confirm/", {"statement": "We know it"})
    draft.refresh_from_db()
    assert draft.partner_statement == "We know it"
    sign_in(cast.lead)
    client.post(f"{draft.get_absolute_url()}withdraw/")
    draft.refresh_from_db()
    assert draft.status == "withdrawn"


def test_who_left_no_longer_applies(cast, draft):
    Membership.objects.filter(person=cast.lead).update(until=ON - datetime.timedelta(days=1))
    with pytest.raises(PermissionDenied):
        verbs.send_application(application=draft, terms_accepted=True, by=cast.lead, on=ON)


def test_merged_organisations_apply_and_confirm_as_one(client, cast, sign_in, draft):
    for who, body, kind in ((cast.stranger, cast.charity, "charity"), (cast.superuser, cast.council, "county_council")):
        kept = organisation(cast.compact, f"{body} again", body.sector, kind)
        Membership.objects.create(person=who, organisation=kept, role="lead", since=ON)
        Organisation.objects.filter(pk=body.pk).update(merged_into=kept)
    sign_in(cast.superuser)
    client.post(f"{draft.get_absolute_url()}confirm/", {"statement": "We know it"})
    draft.refresh_from_db()
    assert draft.partner_statement == "We know it"
    sign_in(cast.stranger)
    assert draft.title in client.get("/wealdshire/kitemark/").content.decode()
    client.post(f"{draft.get_absolute_url()}withdraw/")
    draft.refresh_from_db()
    assert draft.status == "withdrawn"
