"""The log of the year in East Sussex: three notes of people of the demonstration, and how many were made before."""

import datetime

from compact_portal.accounts.models import User
from compact_portal.demo.content import read
from reviews.actions.noting import add_note
from reviews.models import LogCount
from reviews.models.log import noted_for
from signatories.models import Compact


def load_log(*, compact: Compact, people: dict[str, User], on: datetime.date) -> None:
    content = read("log")
    for months_ago, kind, number in content["counts"]:
        months = on.year * 12 + on.month - 1 - months_ago
        row, _ = LogCount.objects.get_or_create(compact=compact, month=datetime.date(months // 12, months % 12 + 1, 1), kind=kind)
        LogCount.objects.filter(pk=row.pk).update(count=row.count + number)
    for told in content["notes"]:
        person = people[told["who"]]
        signature = noted_for(person, on=on).filter(compact=compact).order_by("pk").first()
        words = {name: told.get(name, "") for name in ("about", "when", "result")}
        note = add_note(signature=signature, by=person, on=on, kind=told["kind"], what=told["what"], openness=told["openness"], offered=True, **words)
        type(note).objects.filter(pk=note.pk).update(noted_on=on - datetime.timedelta(days=told["days_ago"]))
