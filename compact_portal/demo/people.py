"""The people of the demonstration and what each of them may do."""

import datetime

from allauth.account.models import EmailAddress
from django.contrib.auth.hashers import make_password

from compact_portal.accounts.models import User
from compact_portal.demo.content import read
from signatories.models import BoardMember, Champion, Code, Compact, Membership, Officer, Organisation, Seat, SeatHolder, Signature
from signatories.models.organisation import Sector

DOMAIN = "demo.example"
PASSWORD = "getting it right together"  # noqa: S105 - public on purpose: production refuses to start with the demonstration on
SINCE = datetime.date(2009, 1, 1)


def address(key: str) -> str:
    return f"{key}@{DOMAIN}"


def sign_in_lines() -> list[str]:
    """Who can sign in, and with what, for the terminal."""
    people = read("people")["sign_ins"]
    return [*(f"  {address(key):38} {name}" for key, name in people.items()), f"  Password of all of them: {PASSWORD}"]


def make_people() -> dict[str, User]:
    """Everybody who can sign in, by key, and the other Champions, by name."""
    content = read("people")
    password = make_password(PASSWORD)  # hashed once: a hash for each person takes ten seconds
    people = {
        key: User(email=address(key), name=name, password=password, is_staff=key == "admin", is_superuser=key == "admin")
        for key, name in content["sign_ins"].items()
    }
    for champion in content["champions"]:
        if "person" not in champion:
            key = champion["name"].lower().replace(" ", ".")
            people[champion["name"]] = User(email=address(key), name=champion["name"], password=make_password(None))
    User.objects.bulk_create(people.values())
    EmailAddress.objects.bulk_create(EmailAddress(user=user, email=user.email, primary=True, verified=True) for user in people.values())
    return people


def give_roles(*, people: dict[str, User], compacts: dict[str, Compact], organisations: dict[str, Organisation]) -> None:
    """The officer serves all four agreements, so that each can be looked at from inside; everybody else serves East Sussex."""
    content, compact = read("people"), compacts["east-sussex"]
    employer = {key: organisations[name] for key, name in content["employers"].items()}
    serving = [(each, "officer", Sector.STATUTORY) for each in compacts.values()] + [(compact, "deputy-officer", Sector.VOLUNTARY)]
    Officer.objects.bulk_create(
        Officer(compact=each, person=people[key], sector=sector, employer=employer[key], since=SINCE) for each, key, sector in serving
    )
    BoardMember.objects.create(compact=compact, person=people["board"], since=SINCE)
    Membership.objects.bulk_create(
        Membership(person=people[entry["person"]], organisation=organisations[entry["organisation"]], role=entry["role"], since=SINCE)
        for entry in content["memberships"]
    )
    fill_seats(content["seats"], people=people, compact=compact, organisations=organisations)


def fill_seats(entries: list[dict], *, people: dict[str, User], compact: Compact, organisations: dict[str, Organisation]) -> None:
    seats = [
        Seat(compact=compact, organisation=organisations[entry["organisation"]], number=number, since=SINCE)
        for number, entry in enumerate(entries, 1)
    ]
    Seat.objects.bulk_create(seats)
    SeatHolder.objects.bulk_create(
        SeatHolder(seat=seat, name=holder["name"], title=holder["title"], number=number, person=people.get(holder.get("person")), since=SINCE)
        for seat, entry in zip(seats, entries, strict=True)
        for number, holder in enumerate(entry["holders"], 1)
    )


def name_champions(*, people: dict[str, User], compact: Compact, areas: dict) -> None:
    """The main Champions of invented signatories, with their codes of focus and areas."""
    entries = read("people")["champions"]
    signatures = {signature.organisation.name: signature for signature in compact.signatures.select_related("organisation")}
    codes = dict(Code.objects.filter(edition=compact.edition).values_list("number", "pk"))
    champions = [champion(entry, people=people, signature=signatures[entry["organisation"]]) for entry in entries]
    Champion.objects.bulk_create(champions)
    pairs = list(zip(champions, entries, strict=True))
    focus, place = Champion.codes.through, Champion.areas.through
    focus.objects.bulk_create(focus(champion=made, code_id=codes[number]) for made, entry in pairs for number in entry["codes"])
    place.objects.bulk_create(place(champion=made, area=areas[name]) for made, entry in pairs for name in entry["areas"])


def champion(entry: dict, *, people: dict[str, User], signature: Signature) -> Champion:
    return Champion(
        signature=signature,
        person=people[entry.get("person", entry["name"])],
        main=True,
        department=entry.get("department", ""),
        published=entry["published"],
        since=SINCE,
    )
