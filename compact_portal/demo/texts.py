"""Texts of the demonstration that are on their way, and what is kept beside them."""

import copy
import datetime

from django.utils import timezone

from compact_portal.accounts.models import User
from compact_portal.days import DAY
from compact_portal.demo.content import read
from compact_portal.documents.models import issue
from signatories.actions.duty import tie
from signatories.agreement.files import MEDIA, file_of
from signatories.editions import STARTING_CONTENT, read_edition, write_draft
from signatories.models import (
    Amendment,
    AmendmentAgreement,
    Area,
    Code,
    Comment,
    Compact,
    CompactLink,
    Consultation,
    Delegate,
    Edition,
    Endorsement,
    Organisation,
    PackSent,
    Reference,
    TrainingComment,
    TrainingEvent,
)
from signatories.models.consultation import TWELVE_WEEKS

WHO = ("name", "sent_to", "organisation")


def make_texts(*, compacts: dict[str, Compact], areas: dict[str, Area], organisations: dict, officer: User, on: datetime.date) -> None:
    """`on` is the day that counts as today: the consultation is open on it."""
    content = read("texts")
    east_sussex = compacts["east-sussex"]
    CompactLink.objects.create(compact=east_sussex, other=compacts["essex"], kind=CompactLink.Kind.SIBLING)
    make_draft(content["draft"], compact=east_sussex, by=officer)
    consult_on(compacts["south-east"].editions.get(), content["comments"], on=on)
    make_amendments(content["amendments"], compacts=compacts, on=on)
    make_endorsements(content["endorsements"], compacts=compacts)
    make_references(content["references"], compact=east_sussex, organisations=organisations, officer=officer, on=on)
    make_training(content, compact=east_sussex, areas=areas, on=on)
    lay_beside_the_duty(content["equality"], compact=east_sussex, by=officer)


def make_draft(entry: dict, *, compact: Compact, by: User) -> Edition:
    """The text in force with a few sentences changed, so that two texts can be compared."""
    text = copy.deepcopy(read_edition(STARTING_CONTENT / f"{compact.slug}.toml")) | {"label": entry["label"]}
    changed = {change["was"]: change["now"] for change in entry["changes"]}
    rows = [*text["aims"], *(commitment for code in text["codes"] for commitment in code["commitments"])]
    for row in rows:
        row["text"] = changed.pop(row["text"], row["text"])
    if changed:
        raise ValueError(f"Not in the text any more: {'; '.join(changed)}")
    text["next_steps"] = [{"number": 1, "text": entry["new_step"]}]
    text["parts"].append({"number": len(text["parts"]) + 1, "kind": "next_steps"})
    return write_draft(compact=compact, content=text, by=by)


def consult_on(edition: Edition, comments: list[dict], *, on: datetime.date) -> Consultation:
    """Open for three weeks already, and for nine more."""
    opens_on = on - datetime.timedelta(days=21)
    Edition.objects.filter(pk=edition.pk).update(status=Edition.Status.CONSULTED)
    edition.refresh_from_db()
    text = issue(name=f"{edition} (for comment)", media_type=MEDIA["pdf"], content=file_of(edition, "pdf"), at=timezone.now())
    consultation = Consultation.objects.create(
        edition=edition, opens_on=opens_on, closes_on=opens_on + datetime.timedelta(days=TWELVE_WEEKS), text=text
    )
    Comment.objects.bulk_create(
        Comment(
            consultation=consultation,
            name=entry["name"],
            organisation_name=entry.get("organisation", ""),
            about=entry["about"],
            text=entry["text"],
            received_on=on - datetime.timedelta(days=number),
        )
        for number, entry in enumerate(comments, 1)
    )
    return consultation


def make_amendments(entries: list[dict], *, compacts: dict[str, Compact], on: datetime.date) -> None:
    for number, entry in enumerate(entries, 1):
        compact, agreed = compacts[entry["compact"]], entry.get("agreed", [])
        status = Amendment.Status.DONE if entry.get("done") else Amendment.Status.AGREED if agreed else Amendment.Status.PROPOSED
        amendment = Amendment.objects.create(
            compact=compact,
            text=entry["text"],
            reason=entry.get("reason", ""),
            proposed_by_name=entry["proposed_by"],
            proposed_on=on - datetime.timedelta(days=60 - number),
            status=status,
            edition=compact.edition if entry.get("done") else None,
        )
        AmendmentAgreement.objects.bulk_create(
            AmendmentAgreement(
                amendment=amendment,
                body=one["body"],
                agreed_on=on - datetime.timedelta(days=one["days_ago"]) if "days_ago" in one else None,
                agreed_when=one.get("when", ""),
            )
            for one in agreed
        )


def make_endorsements(entries: list[dict], *, compacts: dict[str, Compact]) -> None:
    Endorsement.objects.bulk_create(
        Endorsement(
            edition=compacts[entry["compact"]].edition,
            number=number,
            body=entry["body"],
            status=entry["status"],
            decided_when=entry.get("when", ""),
        )
        for number, entry in enumerate(entries, 1)
    )


def make_references(entries: list[dict], *, compact: Compact, organisations: dict[str, Organisation], officer: User, on: datetime.date) -> None:
    codes = {code.number: code for code in compact.edition.codes.all()}
    for entry in entries:
        facts = {name: entry.get(name, "") for name in ("document", "kind", "strength", "period")}
        reference = Reference.objects.create(
            compact=compact,
            organisation=organisations[entry["organisation"]],
            noted_on=on - datetime.timedelta(days=30),
            status=Reference.Status.LISTED,
            checked_at=timezone.now(),
            checked_by=officer,
            **facts,
        )
        reference.codes.set(codes[number] for number in entry.get("codes", []))


def make_training(content: dict, *, compact: Compact, areas: dict[str, Area], on: datetime.date) -> None:
    codes: dict[int, Code] = {code.number: code for code in compact.edition.codes.all()}
    for entry in content["packs"]:
        day = on - datetime.timedelta(days=entry["days_ago"])
        PackSent.objects.create(
            compact=compact,
            title=entry["title"],
            sent_on=day,
            channel=entry["channel"],
            statutory=entry["statutory"],
            voluntary=entry["voluntary"],
        )
    for entry in content["training"]:
        event = TrainingEvent.objects.create(
            compact=compact,
            held_on=on - datetime.timedelta(days=entry["days_ago"]),
            area=areas[entry["area"]],
            statutory=entry.get("statutory", 0),
            voluntary=entry.get("voluntary", 0),
            **{name: entry[name] for name in ("title", "kind", "place", "given_by")},
        )
        event.codes.set(codes[number] for number in entry["codes"])
        TrainingComment.objects.bulk_create(TrainingComment(event=event, text=text) for text in entry.get("comments", []))
        for who in entry.get("stay_in_touch", []):
            agreed = event.held_on + 2 * DAY
            delegate = Delegate.objects.create(event=event, asked_on=event.held_on, agreed_on=agreed, **{k: who[k] for k in WHO})
            delegate.codes.set(codes[number] for number in who["codes"])


def lay_beside_the_duty(entries: list[dict], *, compact: Compact, by: User) -> None:
    for entry in entries:
        code = compact.edition.codes.get(number=entry["code"])
        tie(edition=compact.edition, promise=code.commitments.get(number=entry["number"]), aim=entry["aim"], how=entry["how"], by=by)
