"""Texts on their way and the records beside them, for tests."""

import datetime

from django.utils import timezone

from compact_portal.days import today
from compact_portal.documents.models import issue
from signatories.models import (
    Amendment,
    Code,
    Commitment,
    Consultation,
    Edition,
    Endorsement,
    IntroductionUse,
    PackSent,
    Part,
    Reference,
    Statement,
    TrainingEvent,
    Undertaking,
)

DAY = datetime.timedelta(days=1)


def a_text(compact, label="Edition of 2010", **fields) -> Edition:
    """A draft with a promise of each kind."""
    edition = Edition.objects.create(compact=compact, label=label, vision="Work side by side.\n\nAnd be seen to.", **fields)
    Statement.objects.create(edition=edition, kind="principle", number=1, text="Respect each other.")
    Undertaking.objects.create(edition=edition, number=1, binds="both", text="Meet often.", subject="partnership")
    Undertaking.objects.create(
        edition=edition, number=2, binds="statutory", text="Consult early.", emphasised=True, qualifier="unless it is urgent", subject="consultation"
    )
    Undertaking.objects.create(edition=edition, number=3, binds="voluntary", text="Govern well.", subject="governance")
    code = Code.objects.create(edition=edition, number=1, title="Funding", subject="funding", introduction="About money.")
    Commitment.objects.create(code=code, number=1, binds="statutory", text="Pay in advance.", measure="within 4 weeks")
    return edition


def with_parts(edition: Edition) -> Edition:
    """In an order and under headings of its own; principles marked by letters."""
    order = [("principles", "What we hold to", "letters"), ("vision", "", "numbers"), ("codes", "", "numbers")]
    order += [(f"undertakings_{side}", "", "numbers") for side in ("voluntary", "both", "statutory")]
    parts = [Part(edition=edition, number=n, kind=kind, heading=heading, marker=marker) for n, (kind, heading, marker) in enumerate(order, 1)]
    parts.append(Part(edition=edition, number=7, kind="text", heading="Words that we use", text="A partner is whoever signs."))
    Part.objects.bulk_create(parts)
    return edition


def a_consultation(cast, *, opened: int = 10, days: int = 90, edition: Edition | None = None) -> Consultation:
    """Out for comment since `opened` days, for `days` in all."""
    edition = edition or a_text(cast.compact)
    Edition.objects.filter(pk=edition.pk).update(status="consulted")
    edition.refresh_from_db()
    opens_on = today() - opened * DAY
    text = issue(name="As it was", media_type="application/pdf", content=b"%PDF-the text of then", at=timezone.now())
    return Consultation.objects.create(
        edition=edition, opens_on=opens_on, closes_on=opens_on + days * DAY, text=text, short_because="The old one ends." if days < 84 else ""
    )


def records(cast) -> None:
    """One row of each."""
    Endorsement.objects.create(edition=cast.edition, number=1, body="Partnership Board", status="endorsed", decided_when="October 2002")
    Amendment.objects.create(compact=cast.compact, text="Say how long a consultation lasts.")
    Reference.objects.create(compact=cast.compact, organisation=cast.council, document="Grants Policy", kind="policy", strength="refers")
    TrainingEvent.objects.create(compact=cast.compact, title="The code in practice", kind="session", held_on="2009-05-01", statutory=4, voluntary=9)
    PackSent.objects.create(compact=cast.compact, title="Information folder", sent_on="2009-04-01", channel="print", statutory=100, voluntary=150)
    IntroductionUse.objects.create(compact=cast.compact, organisation=cast.council, purpose="induction", used_on="2009-06-01")
