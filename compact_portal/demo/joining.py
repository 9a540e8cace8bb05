"""What the demonstration shows of joining: themes, a request that waits, and one body that is kept twice."""

import datetime

from compact_portal.demo.content import read
from compact_portal.demo.people import address
from signatories.models import Compact, JoinRequest, Organisation, Signature, SigningLink, Theme


def load_joining(*, compact: Compact, organisations: dict[str, Organisation], on: datetime.date) -> None:
    content = read("joining")
    themes = {name: Theme.objects.create(name=name) for name in content["themes"]}
    link = Organisation.themes.through
    link.objects.bulk_create(
        link(organisation=organisations[name], theme=themes[theme]) for theme, names in content["works_on"].items() for name in names
    )
    for entry in content["requests"]:
        asked = {"asked_on": on - datetime.timedelta(days=3), "sent_to": address(entry["key"])}
        JoinRequest.objects.create(compact=compact, status=JoinRequest.Status.WAITING, **asked, **entry["says"])
    for entry in content["on_the_way"]:
        made = Organisation.objects.create(**entry["says"])
        invited_on = on - datetime.timedelta(days=entry["days"])
        signature = Signature.objects.create(compact=compact, organisation=made, status=entry["status"], invited_on=invited_on)
        if "signs" in entry:
            sent = {"sent_to": address("invited"), "sent_on": on - datetime.timedelta(days=5)}
            SigningLink.objects.create(signature=signature, edition=compact.edition, person=entry["signs"], **sent)
    twice = content["twice"]
    made = Organisation.objects.create(charity_number=twice["charity_number"], **twice["says"])
    Signature.objects.create(compact=compact, organisation=made, invited_on=on - datetime.timedelta(days=40))
    Organisation.objects.filter(pk=organisations[twice["is"]].pk).update(charity_number=twice["charity_number"])
