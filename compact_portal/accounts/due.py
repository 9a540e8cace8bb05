"""What is due of signing in, done by the hourly `tick`."""

from allauth.usersessions.models import UserSession
from django.contrib.sessions.models import Session
from django.db.models import Exists, OuterRef
from django.utils import timezone


def do_due() -> list[str]:
    return [f"Sign-ins forgotten that are over: {forget_ended_sessions()}."]


def forget_ended_sessions() -> int:
    """Sessions whose time is over. With them, and with those that somebody ended, goes what is known of their devices, which no key
    ties to them."""
    ended = Session.objects.filter(expire_date__lte=timezone.now()).delete()[0]
    UserSession.objects.exclude(Exists(Session.objects.filter(session_key=OuterRef("session_key")))).delete()
    return ended
