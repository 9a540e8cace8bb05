"""A list of the administration is narrowed by its filters alone: no field that a page leaves out can be read letter by letter."""

import pytest
from django.contrib import admin
from django.urls import reverse
from django.utils import timezone

from actionplans.models import ProgressMeeting
from compact_portal.days import DAY, today
from compact_portal.messaging.models import Message
from compact_portal.messaging.outbox import queue
from signatories.actions.correcting import ask_correction
from signatories.models import Champion, Refresh, RefreshRound, Signature

pytestmark = pytest.mark.django_db
MESSAGES = "/admin/messaging/message/"
CANARY = "canary-5d20"


def test_words_of_a_mail_and_a_password_cannot_be_guessed(sign_in, cast):
    queue(to=cast.lead.email, subject="Answer", text="http://localhost:8000/i/canary-token/", reason="of a test")
    browser = sign_in(cast.superuser)
    for page in (
        f"{MESSAGES}?text__contains=canary-token", f"{MESSAGES}?html__contains=canary-token", "/admin/accounts/user/?password__contains=$",
        "/admin/signatories/champion/?notes__contains=a", "/admin/signatories/correctionrequest/?wrong__contains=a",
        "/admin/signatories/signature/?notes__isnull=False", "/admin/reviews/opinion/?verdict=publish",
    ):  # fmt: skip
        assert browser.get(page).status_code == 400, page


def test_filters_that_a_page_offers_work(sign_in, cast):
    queue(to=cast.lead.email, subject="canary-subject", text="x", reason="of a test")
    browser = sign_in(cast.superuser)
    for address, found in ((f"{MESSAGES}?status__exact=waiting", 1), (f"{MESSAGES}?status__exact=sent", 0), (f"{MESSAGES}?q={cast.lead.email}", 1)):
        page = browser.get(address).content.decode()
        assert page.count("canary-subject") == found * page.count("canary-subject") and ("canary-subject" in page) is bool(found), address
    signed = Signature.objects.get(organisation=cast.charity)
    for query in (f"compact__id__exact={signed.compact_id}", "organisation__sector__exact=voluntary", "signed_on__year=2005"):
        assert browser.get(f"/admin/signatories/signature/?{query}").status_code == 200, query
    assert browser.get("/admin/signatories/organisation/?closed_on__isempty=1").status_code == 200


def test_no_list_takes_a_field_that_its_filters_do_not_offer(rf, cast):
    request, open_ones, asked = rf.get("/"), [], 0
    request.user = cast.superuser
    for model, page in admin.site._registry.items():
        offered = {one if isinstance(one, str) else one[0] for one in page.get_list_filter(request)} | {page.date_hierarchy}
        for field in model._meta.get_fields(include_hidden=True):
            if field.name not in offered and not any(str(name).startswith(f"{field.name}__") for name in offered):
                asked += 1
                open_ones += [f"{model._meta.label}.{field.name}"] if page.lookup_allowed(f"{field.name}__isnull", "1", request) else []
    assert open_ones == [] and asked > 500
    assert Message._meta.get_field("text")  # the field of the first test


def test_what_was_written_to_the_officer_or_to_a_successor_is_on_no_page(sign_in, cast):
    signature = Signature.objects.get(organisation=cast.charity)
    round = RefreshRound.objects.create(compact=cast.compact, year=2030, due_on=today() + 9 * DAY, lapses_on=today() + 90 * DAY)
    refresh = Refresh.objects.create(round=round, signature=signature, remark=CANARY)
    champion = Champion.objects.get(person=cast.champion)
    Champion.objects.filter(pk=champion.pk).update(notes=CANARY)
    asked = ask_correction(compact=cast.compact, wrong=CANARY, right=CANARY, by=cast.lead)
    browser = sign_in(cast.superuser)
    for row in (refresh, champion, asked):
        page = browser.get(reverse(f"admin:signatories_{row._meta.model_name}_change", args=[row.pk]))
        assert page.status_code == 200 and CANARY not in page.content.decode(), row


def test_minutes_are_on_no_page(sign_in, cast):
    words = {"items": CANARY, "agenda": [CANARY], "noted": CANARY, "chaired_by": "The chair"}
    meeting = ProgressMeeting.objects.create(
        group=cast.compact, held_on=today(), of="Steering group", recorded_at=timezone.now(), recorded_by=cast.officer, **words
    )
    browser = sign_in(cast.superuser)
    page = browser.get(reverse("admin:actionplans_progressmeeting_change", args=[meeting.pk])).content.decode()
    assert "The chair" in page and CANARY not in page
    assert "0 results" in browser.get(f"/admin/actionplans/progressmeeting/?q={CANARY}").content.decode()
