"""What is left of a sign-in that is over goes within the hour."""

import datetime

import pytest
from allauth.usersessions.models import UserSession
from django.contrib.sessions.models import Session
from django.core.management import call_command
from django.utils import timezone

pytestmark = pytest.mark.django_db
MINUTE = datetime.timedelta(minutes=1)


def test_tick_ends_sessions_and_what_is_known_of_their_devices(cast):
    for key, left in (("over", -MINUTE), ("going-on", MINUTE)):
        Session.objects.create(session_key=key, session_data="", expire_date=timezone.now() + left)
    for key in ("over", "going-on", "signed-out"):
        UserSession.objects.create(user=cast.lead, ip="192.0.2.77", session_key=key, user_agent="A browser", data={})
    call_command("tick")
    assert list(Session.objects.values_list("session_key", flat=True)) == ["going-on"]
    assert list(UserSession.objects.values_list("session_key", flat=True)) == ["going-on"]


def test_sign_in_lasts_as_long_as_the_page_of_what_is_kept_says(cast, client, settings, sign_in):
    """Looking at pages does not prolong it: twelve hours count from the sign-in."""
    browser = sign_in(cast.lead)
    [before] = Session.objects.all()
    Session.objects.update(expire_date=before.expire_date - MINUTE)
    browser.get("/home/")
    assert Session.objects.get().expire_date == before.expire_date - MINUTE
    assert abs(before.expire_date - timezone.now() - datetime.timedelta(hours=12)) < MINUTE
