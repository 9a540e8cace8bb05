"""In which language mail is written, shown with a made-up one: never in that of whoever pressed the button, but for one's own answer.

On the way every page of TRANSLATED that these flows show is looked at: it says nothing in English but what people wrote.
"""

import re

import pytest
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import gettext

from compact_portal.days import DAY, today
from compact_portal.language import TRANSLATED
from compact_portal.messaging.bundling import bundle_due
from compact_portal.messaging.models import Message
from compact_portal.messaging.outbox import queue
from reviews.actions.inviting import send_invitations, send_reminders
from signatories.actions import links, refreshing
from signatories.models import Compact, Membership, Organisation, Signature, SigningLink
from tests.cast import organisation
from tests.reviews.answers import BASE, STATED, invitation_of, link_for, links_for, numbers, save, seal_of
from tests.reviews.conftest import CLOSES, OPENS, at, draft_survey, invited, survey, today_is  # noqa: F401  fixtures
from tests.site import sweep
from tests.site.made_up import Heard, Reader, english_in, kept_in_it, longest_first, made_up, written  # noqa: F401  a fixture

pytestmark = pytest.mark.django_db
JOIN, SIGN_IN, CODE = "/wealdshire/join/", reverse("account_request_login_code"), reverse("account_confirm_login_code")
SAID = {"name": "Tŷ Cymuned", "sector": "voluntary", "kind": "charity", "person": "Siân Ó Néill", "post": "Chair", "email": "sian@example.org"}
BACKEND = "allauth.account.auth_backends.AuthenticationBackend"
TYPED = re.compile(r"^\s*([A-Z0-9]{3,4}[ -]?[A-Z0-9]{3,4})\s*$", re.M)


@pytest.fixture
def reader(cast, made_up):  # noqa: F811
    return Reader()


def half_and_half() -> list[str]:
    """Mail that says in one language what belongs to the other: by its subject, with the words."""
    known, wrong = written(), []
    for message in Message.objects.all():
        parts = [message.subject, message.text, message.reason, *Heard(message.html.replace('lang="en-GB"', "")).said]
        if message.language == "cy":
            wrong += [f"{message.subject}: {words}" for part in parts for words in english_in(part, known)]
        else:
            wrong += [f"{message.subject}: {part}" for part in parts if "⟦" in part or "⟧" in part]
    return wrong


def mailed_in(language: str) -> set[str]:
    return set(Message.objects.filter(language=language).values_list("to", flat=True))


def is_whole(*readers: Reader) -> bool:
    """Every mail and every page speaks one language, and nothing that is kept speaks the reader's."""
    typed = set().union(*(reader.typed for reader in readers))
    known = longest_first(typed.union(written()))
    assert half_and_half() == []
    assert kept_in_it() == []
    assert [reader.english_seen(known) for reader in readers] == [{}] * len(readers)
    return True


def link_in(message: Message) -> str:
    return re.search(r"http://localhost:8000(/\S+)", message.text)[1]


def sent_to(address: str) -> Message:
    return Message.objects.filter(to=address).latest("pk")


def code_for(address: str) -> str:
    return TYPED.search(sent_to(address).text)[1]


def test_joining(cast, reader):
    reader.get(JOIN)
    reader.post(JOIN, {})
    reader.post(JOIN, SAID, follow=True)
    address = link_in(sent_to("sian@example.org"))
    reader.get(address)
    reader.post(address, follow=True)
    assert is_whole(reader)
    assert (mailed_in("cy"), mailed_in("en-gb")) == ({"sian@example.org"}, {cast.officer.email})


def test_signing_and_declining_by_link(cast, reader):
    signature = organisation(cast.compact, "Newcomer Trust", "voluntary", "charity", contact_email="office@example.org").signatures.get()
    Signature.objects.filter(pk=signature.pk).update(status="invited", edition=None, signed_on=None)
    signature.refresh_from_db()
    links.send_link(signature=signature, person="Siân Ó Néill", post="Chair", email="sian@example.org", by=cast.officer)
    address = link_in(sent_to("sian@example.org"))
    for page in (address, f"{address}decline/", "/wealdshire/sign/nobodys/"):
        reader.get(page)
    reader.post(address, {"listed": "on"})
    reader.post(f"{address}decline/", {"reason": "Not this year."}, follow=True)
    reader.post(address, {"agreed": "on", "listed": "on", "post": "Chair", "endorsed_by": "Trustees"}, follow=True)
    assert SigningLink.objects.filter(signed_on=today()).exists()
    SigningLink.objects.update(signed_on=None, revoked_at=timezone.now())
    assert reader.get(address).status_code == 410
    assert is_whole(reader)
    assert (mailed_in("cy"), mailed_in("en-gb")) == (set(), {"sian@example.org", "office@example.org", cast.officer.email})


def test_renewing_by_link(cast, reader):
    days = {"due_on": today() + 40 * DAY, "lapses_on": today() + 80 * DAY, "remind_before": []}
    round = refreshing.prepare_round(compact=cast.compact, year=2026, by=cast.officer, **days)
    refreshing.start_round(round=round, by=cast.officer)
    address = link_in(sent_to(cast.charity.contact_email))
    said = {"website": "", "contact_email": "office@bramble.example", "areas": [], "codes": [cast.codes[1].pk], "remark": "Llawer o ddiolch."}
    said |= {"champion": "handed_over", "successor_name": "Siân Ó Néill", "successor_email": "sian@example.org"}
    said |= {"renewed_by_name": "Tegwen Prys", "renewed_by_post": "Chair"}
    for page in (address, "/wealdshire/refresh/i/nobodys/"):
        reader.get(page)
    reader.post(address, {"champion": "kept", "successor_name": "Siân Ó Néill"})
    reader.post(address, said)
    assert "office@bramble.example" not in Organisation.objects.values_list("contact_email", flat=True)  # not ticked: nothing is kept
    reader.post(address, said | {"renewed": "on"}, follow=True)
    assert Signature.objects.get(organisation=cast.charity).status == "refreshed"
    assert is_whole(reader)
    assert (mailed_in("cy"), "office@bramble.example" in mailed_in("en-gb")) == (set(), True)


def test_signing_in(cast, reader):
    reader.get(SIGN_IN)
    reader.post(SIGN_IN, {"email": "nowhere"})
    reader.post(SIGN_IN, {"email": cast.lead.email}, follow=True)
    reader.post(CODE, {"code": "WRONG1"}, follow=True)
    assert is_whole(reader)
    assert (mailed_in("cy"), mailed_in("en-gb")) == ({cast.lead.email}, set())
    assert reader.post(CODE, {"code": code_for(cast.lead.email)}).status_code == 302


def test_answering_the_survey(cast, invited, today_is, reader):  # noqa: F811
    Message.objects.exclude(to=cast.charity.contact_email).delete()
    address, pk = link_for(cast.charity), invitation_of().pk
    reader.get(address)
    reader.post(address, follow=True)
    for number in numbers(invited).values():
        reader.get(f"{BASE}{number}/")
    last = numbers(invited)["This survey"]
    save(reader, last, q23a="Mrs Hale, Oak Hill", q23a_openness="steering", later="on")
    save(reader, last, version=1, q23a="CANARY", q23a_openness="nobody")
    save(reader, last, version=0, q23a="Somebody else’s words", q23a_openness="steering")
    save(reader, last, version=9, autosave="1", q23a="x" * 9000)
    for page in ("", "check/", "check.txt", "look/", "colleagues/", "submit/", "questions/"):
        reader.get(BASE + page, follow=True)
    assert (mailed_in("cy"), mailed_in("en-gb")) == (set(), {cast.charity.contact_email})
    reader.post(f"{BASE}colleagues/", {"invitation": pk})
    asked = {"invitation": pk, "section": last, "name": "Pat Doe", "email": "pat@example.org"}
    reader.post(f"{BASE}colleagues/", asked, follow=True)
    colleague = Reader()
    colleague.typed |= {"Mrs Hale", "Oak Hill"}  # as the page before sending marks them
    for method in (colleague.get, colleague.post):
        method(links_for("pat@example.org")[0], follow=True)
    save(colleague, last, version=2, q23="agree")
    reader.post(f"{BASE}colleagues/{invitation_of().colleagues.get().pk}/stop/", {"invitation": pk}, follow=True)
    reader.post(f"{BASE}form/", {"invitation": pk, "whole": "1"}, follow=True)
    reader.post(f"{BASE}submit/", {"invitation": pk, "seal": seal_of(reader)})
    reader.post(f"{BASE}submit/", {"invitation": 0, "q23a": "Words for another"})
    reader.post(f"{BASE}submit/", {"invitation": pk, "seal": seal_of(reader), **STATED})
    for page in (address, BASE, f"{BASE}{last}/"):
        reader.get(page, follow=True)
    reader.post(f"{BASE}leave/", {"invitation": pk})
    assert is_whole(reader, colleague)
    assert (mailed_in("cy"), mailed_in("en-gb")) == ({"pat@example.org"}, {cast.charity.contact_email})


def test_answering_after_signing_in(cast, invited, today_is, reader):  # noqa: F811
    Message.objects.all().delete()
    Membership.objects.create(person=cast.lead, organisation=cast.police, role="lead", since=OPENS)
    reader.force_login(cast.volunteer, backend=BACKEND)
    for page in ("", "submit/", "colleagues/"):
        reader.get(BASE + page, follow=True)
    save(reader, numbers(invited)["This survey"], q23a="Mrs Hale", q23a_openness="steering")
    reader.force_login(cast.lead, backend=BACKEND)
    reader.get(BASE, follow=True)
    reader.post(f"{BASE}as/{cast.charity.pk}/", follow=True)
    whole = seal_of(reader)
    reader.post(f"{BASE}look/", {"invitation": invitation_of().pk, "seal": whole, "q23a": "Somebody"}, follow=True)
    reader.post(f"{BASE}submit/", {"invitation": invitation_of().pk, "seal": whole, **STATED}, follow=True)
    reader.post(f"{BASE}submit/", {"invitation": invitation_of().pk, "seal": seal_of(reader), **STATED}, follow=True)
    reader.get(BASE)
    seen = "".join(page for _, page in reader.pages)
    assert "⟦Your new words are saved.⟧" in seen and "⟦The lead of your organisation asks colleagues.⟧" in seen
    assert is_whole(reader)
    assert not Message.objects.exists()


def test_not_answering(cast, invited, today_is, reader):  # noqa: F811
    for body, how in ((cast.charity, "not_now"), (cast.police, "not_us")):
        assert reader.post(f"{link_for(body)}decline/", {"how": how}).status_code == 200
        reader.get(link_for(body))
    today_is(CLOSES + 400 * DAY)
    reader.get(link_for(cast.council))
    reader.get("/i/nobodys/")
    assert is_whole(reader)
    assert mailed_in("cy") == set()


def test_coming_back(cast, invited, today_is, reader):  # noqa: F811
    Message.objects.all().delete()
    invited.invitations.filter(organisation=cast.police).update(sent_to=cast.charity.contact_email)
    reader.get(BASE)
    for page in (f"{BASE}return/", f"{BASE}return/code/"):
        reader.get(page)
    reader.post(f"{BASE}return/", {"email": "nowhere"})
    reader.post(f"{BASE}return/", {"email": cast.charity.contact_email}, follow=True)
    reader.post(f"{BASE}return/code/", {"code": "WRONGS"})
    reader.post(f"{BASE}return/code/", {"code": code_for(cast.charity.contact_email)})
    reader.post(f"{BASE}return/code/", {"organisation": cast.police.pk}, follow=True)
    for _ in range(4):
        reader.post(f"{BASE}return/", {"email": cast.charity.contact_email}, follow=True)
    assert is_whole(reader)
    assert (mailed_in("cy"), mailed_in("en-gb")) == ({cast.charity.contact_email}, set())


def test_an_agreement_that_speaks_it_invites_and_reminds_in_it(cast, survey, made_up):  # noqa: F811
    Compact.objects.update(language="cy")
    survey = type(survey).objects.get(pk=survey.pk)
    send_invitations(survey=survey, by=cast.officer, at=at(OPENS))
    assert send_reminders(survey=survey, at=at(CLOSES - 14 * DAY)) == 4
    assert half_and_half() == [] and kept_in_it() == []
    assert (len(mailed_in("cy")), Message.objects.exclude(language="cy").count()) == (4, 0)


def test_reminders_that_leave_together_speak_their_language(cast, made_up):  # noqa: F811
    with translation.override("cy"):
        for number in (1, 2):
            queue(to="a@example.org", subject=f"{number}", text=gettext("Yes"), reason=gettext("No"), kind=Message.Kind.REMINDER, language="cy")
        queue(to="b@example.org", subject="3", text="3", reason="3", kind=Message.Kind.REMINDER)
        queue(to="b@example.org", subject="4", text="4", reason="4", kind=Message.Kind.NEWS)
        assert bundle_due(at=timezone.now() + 2 * DAY) == 2
    assert half_and_half() == []
    assert dict(Message.objects.exclude(text="").values_list("subject", "language")) == {"2⟦ reminders⟧": "cy", "2 messages": "en-gb"}


@pytest.mark.parametrize("who", ["lead", "volunteer", "champion", "officer", "council_lead"])
def test_what_there_is_to_do_is_said_in_one_language(cast, reader, who):
    sweep.prepare(cast)
    reader.force_login(getattr(cast, who), backend=BACKEND)
    for page in ("home", "my_agreements", "messaging:my_wishes"):
        reader.get(reverse(page))
    Message.objects.all().delete()
    assert is_whole(reader)


def test_every_page_that_speaks_welsh_says_nothing_in_english(cast, reader):
    sweep.prepare(cast)
    rules = sweep.rules()
    Message.objects.all().delete()
    for name in sorted(TRANSLATED & rules.keys()):
        if not rules[name].only_post:
            if "lead" in rules[name].admits and "anonymous" not in rules[name].admits:
                reader.force_login(cast.lead, backend=BACKEND)
            reader.get(rules[name].address(cast), follow=True)
            reader.logout()
            reader.cookies["language"] = "cy"
    assert len(reader.pages) > 25
    assert is_whole(reader)
