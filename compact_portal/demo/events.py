"""The yearly event of East Sussex: the one that belongs to the review of 2009, and this year's, for which people sign up."""

import datetime

from compact_portal.accounts.models import User
from compact_portal.demo.after import readers
from compact_portal.demo.content import read
from compact_portal.demo.people import DOMAIN
from compact_portal.demo.surveys import noon
from reviews.actions.events.feedback import close_feedback, give_opinion
from reviews.actions.events.planning import publish_event, save_event, save_item
from reviews.models import Event, EventFeedback, SignUp
from signatories.editions import joined
from signatories.models import Compact, Organisation

DAY = datetime.timedelta(days=1)
HEAD = ("name", "theme", "place")


def load_events(*, compact: Compact, officer: User, on: datetime.date) -> None:
    told = read("events")
    load_past(told["past"], compact=compact, officer=officer, on=on)
    load_coming(told["now"], compact=compact, officer=officer, on=on)


def load_past(past: dict, *, compact: Compact, officer: User, on: datetime.date) -> None:
    """Its feedback has closed: figures are released, and all texts but the last were passed by both readers; one kept that back."""
    review = compact.reviews.get(year=past["starts_on"].year)
    days = {"starts_on": past["starts_on"], "ends_on": past["ends_on"]}
    words = {name: past[name] for name in HEAD} | {"text": past["text"]}
    event = save_event(compact=compact, event=None, review=review, by=officer, **words | days)
    publish_event(event=event, by=officer)
    for item in past["items"]:
        add(event, item, officer=officer)
    Event.objects.filter(pk=event.pk).update(feedback_asked_on=event.ends_on + DAY)
    SignUp.objects.bulk_create(SignUp(event=event, state="coming", sector="cross", asked_on=event.starts_on) for _ in range(past["came"]))
    EventFeedback.objects.create(event=event, responses=past["responses"], counts=past["counts"], texts=past["texts"])
    close_feedback(event=event, on=event.ends_on + 15 * DAY)
    pair = readers(review.survey, on)
    for text in event.feedback_texts.exclude(text=past["texts"][-1]):
        for moderator in pair:
            give_opinion(text=text, publish=True, by=moderator.person, on=on, at=noon(on))
    give_opinion(text=event.feedback_texts.get(text=past["texts"][-1]), publish=False, by=pair[0].person, on=on, at=noon(on))


def load_coming(now: dict, *, compact: Compact, officer: User, on: datetime.date) -> None:
    first = on + 45 * DAY
    words = {name: now[name] for name in HEAD} | {"text": joined(now["text"])}
    days = {"starts_on": first, "ends_on": first + 4 * DAY, "sign_up_until": first - 3 * DAY}
    event = save_event(compact=compact, event=None, review=compact.reviews.get(year=on.year), by=officer, **words | days)
    publish_event(event=event, by=officer)
    for place, item in enumerate(now["items"]):
        add(event, item | {"day": first + 2 * place * DAY}, officer=officer)
    for guest in now["guests"]:
        address = f"{guest['name'].lower().replace(' ', '.')}@{DOMAIN}"
        SignUp.objects.create(event=event, state="coming", sent_to=address, asked_on=on, **guest)


def add(event: Event, item: dict, *, officer: User) -> None:
    facts = dict(item)
    if "organisation" in facts:
        facts["organisation"] = Organisation.objects.named(facts["organisation"]).get()
    if "finding" in facts:
        facts["finding"] = event.review.findings.get(number=facts["finding"])
    save_item(event=event, item=None, by=officer, **facts)
