"""What tests of answering share: the charity's way to the pages, saving one, sending all."""

import re

from compact_portal.messaging.models import Message
from reviews.models import Invitation, Response

BASE = "/wealdshire/survey/2009/"
CHARITY = "Bramble Lane Befriending"
STATED = {"name": "Jo Marsh", "post": "Secretary", "sure": "on"}


def links_for(email: str) -> list[str]:
    """The links of the mails to an address, the newest first."""
    return [re.search(r"/i/\S+/", text)[0] for text in Message.objects.filter(to=email, text__contains="/i/").values_list("text", flat=True)]


def link_for(organisation) -> str:
    return links_for(organisation.contact_email)[0]


def numbers(survey) -> dict[str, int]:
    """{title: number} of the pages."""
    return dict(survey.sections.values_list("title", "number"))


def invitation_of(name: str = CHARITY) -> Invitation:
    return Invitation.objects.select_related("survey__compact", "organisation").get(organisation__name=name)


def save(client, number: int, version: int = 0, **answers):
    return client.post(f"{BASE}{number}/", {"invitation": invitation_of().pk, "version": version, **answers})


def draft() -> dict:
    return Response.objects.get(organisation__name=CHARITY).draft


def seal_of(client) -> str:
    """That of the answers as they stand, from the page that sends them."""
    page = client.get(f"{BASE}look/", follow=True).content.decode()
    return re.search(r'name="seal" value="(\w+)"', page)[1]


def send(client, **more):
    return client.post(f"{BASE}submit/", {"invitation": invitation_of().pk, "seal": seal_of(client), **STATED, **more})
