"""What came of the demonstration's closed survey: texts that two people read, findings, an answered offer, a good example."""

import datetime
import tomllib
from pathlib import Path

from actionplans.models import Target
from reviews.actions.examples import keep_example
from reviews.actions.findings import make_action, record_process_review, write_finding
from reviews.actions.moderating import give_opinion
from reviews.actions.offers import answer_offer
from reviews.models import Offer, Passage, Survey
from reviews.moderating import moderator_of
from signatories.models import SeatHolder

CONTENT = tomllib.loads((Path(__file__).parent / "content" / "after.toml").read_text())


def readers(survey: Survey, on: datetime.date) -> list:
    """One person of each sector who sits in the steering group and has signed in."""
    found = {}
    for holder in SeatHolder.objects.serving(on=on).filter(seat__compact=survey.compact, person__isnull=False).select_related("person"):
        moderator = moderator_of(holder.person, survey.compact, on=on)
        found.setdefault(moderator.sector, moderator)
    return [found[sector] for sector in ("statutory", "voluntary") if sector in found]


def read_texts(survey: Survey, *, on: datetime.date) -> None:
    """Both readers pass all but every fifth text, as they were written."""
    pair = readers(survey, on)
    for number, passage in enumerate(survey.passages.with_words()):
        for moderator in pair:
            if moderator.may_read(passage):
                give_opinion(passage=passage, verdict="private" if number % 5 == 4 else "publish", by=moderator.person, on=on)


def draw_conclusions(survey: Survey, *, officer, at: datetime.datetime) -> None:
    """After the release: findings, of which the first becomes an action, one offer accepted, the good examples kept."""
    review = survey.review
    for told in CONTENT["findings"]:
        finding = write_finding(review=review, text=told["text"], kind=told["kind"], sector=told.get("sector", ""), by=officer)
        target = Target.objects.filter(plan=review.next_plan, kind="ordinary").first()
        if "action" in told and target:
            make_action(finding=finding, target=target, text=told["action"], by_when=told["by_when"], by=officer, reason=told["reason"])
    if offer := Offer.objects.filter(survey=survey).first():
        answer_offer(offer=offer, state=Offer.State.ACCEPTED, by=officer, at=at)
    good = [one for one in Passage.objects.public().filter(survey=survey).with_words() if one.body_to_publish.get("judgement") == "good"]
    titles = {example["what"]: example["title"] for example in CONTENT["examples"]}
    for passage in good:
        title = titles.pop(passage.body_to_publish["what"], None)  # the invented answers repeat themselves
        if title:
            keep_example(passage=passage, title=title, by=officer)
    process = CONTENT["process"]
    record_process_review(review=review, reviewed_on=process["on"], worked=process["worked"], changes=process["changes"], by=officer, at=at)
