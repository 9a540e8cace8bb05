"""The standing cast: one Compact with two signatories of each sector and a person in every role. Everybody is invented.

`cast` is a fixture in conftest; its attributes are the rows named here. The password of everybody is PASSWORD.
"""

import datetime
from types import SimpleNamespace

from allauth.socialaccount.models import SocialAccount

from compact_portal.accounts.models import User
from signatories.models import (
    Area,
    BoardMember,
    Champion,
    Code,
    Compact,
    Edition,
    Membership,
    Officer,
    Organisation,
    Seat,
    SeatHolder,
    Signature,
    Undertaking,
)

PASSWORD = "a long enough phrase"
SINCE = datetime.date(2009, 1, 1)


def person(name: str, **fields) -> User:
    """A person who can sign in: `officer` becomes officer@example.org. As `create_user` makes one, in two statements: nearly every test has ten."""
    email = f"{name.lower().replace(' ', '-')}@example.org"
    user = User.objects.create(email=email, name=name.title(), password=FAST_HASH, **fields)
    user.emailaddress_set.create(email=email, primary=True, verified=True)
    return user


# PASSWORD under Django's fastest hasher would weaken production settings; a precomputed hash costs one test, not every one.
from django.contrib.auth.hashers import PBKDF2PasswordHasher  # noqa: E402

FAST_HASH = PBKDF2PasswordHasher().encode(PASSWORD, "salt" * 6, iterations=1)


def organisation(compact: Compact, name: str, sector: str, kind: str, **fields) -> Organisation:
    """An organisation that has signed `compact`."""
    made = Organisation.objects.create(name=name, sector=sector, kind=kind, **fields)
    Signature.objects.create(organisation=made, compact=compact, edition=compact.editions.first(), status="signed", signed_on=SINCE)
    return made


def make_cast() -> SimpleNamespace:
    """The people of most tests. The sweep of every address has more (`widen`)."""
    area = Area.objects.create(name="Wealdshire", level="county")
    compact = Compact.objects.create(
        slug="wealdshire", name="Wealdshire Compact", area=area, level="county", status="in_force",
        summary="How public bodies and voluntary groups in Wealdshire work together.", controller="Wealdshire Voluntary Action",
        board="Wealdshire Partnership Board", contact_name="Compact office", contact_email="compact@example.org",
    )  # fmt: skip
    edition = Edition.objects.create(compact=compact, label="Edition of 2005")
    codes = [Code.objects.create(edition=edition, number=n, title=title) for n, title in enumerate(["Funding", "Volunteering"], 1)]
    officer = person("officer")
    Undertaking.objects.create(edition=edition, number=1, text="Meet often.", binds="both")
    Edition.objects.filter(pk=edition.pk).update(status="published", published_at="2009-01-01T12:00Z", published_by=officer)
    edition.refresh_from_db()
    cast = SimpleNamespace(
        area=area, compact=compact, edition=edition, codes=codes, officer=officer,
        charity=organisation(compact, "Bramble Lane Befriending", "voluntary", "charity", contact_email="bramble@example.org"),
        other_charity=organisation(compact, "Oak Hill Allotments", "voluntary", "community_group", contact_email="oak@example.org"),
        council=organisation(compact, "Wealdshire Council", "statutory", "county_council", acronym="WC", contact_email="council@example.org"),
        police=organisation(compact, "Wealdshire Police", "statutory", "police", contact_email="police@example.org"),
        lead=person("charity lead"), volunteer=person("volunteer"), council_lead=person("council lead"), champion=person("champion"),
        statutory_member=person("statutory member"), vcs_member=person("vcs member"), board_member=person("board member"),
        stranger=person("stranger"), superuser=person("admin", is_staff=True, is_superuser=True),
    )  # fmt: skip
    Officer.objects.create(compact=compact, person=officer, sector="statutory", since=SINCE)
    Membership.objects.create(person=cast.lead, organisation=cast.charity, role="lead", since=SINCE)
    Membership.objects.create(person=cast.volunteer, organisation=cast.charity, role="contributor", since=SINCE)
    Membership.objects.create(person=cast.council_lead, organisation=cast.council, role="lead", since=SINCE)
    signature = Signature.objects.get(organisation=cast.charity)
    Champion.objects.create(signature=signature, person=cast.champion, main=True, since=SINCE, published=True)
    for number, (member, of) in enumerate([(cast.statutory_member, cast.council), (cast.vcs_member, cast.charity)], 1):
        seated(cast, member, of, number)
    BoardMember.objects.create(compact=compact, person=cast.board_member, since=SINCE)
    return cast


def widen(cast: SimpleNamespace) -> None:
    """Those whom the sweep asks besides: the people of a case, a deputy Champion, `of_two`, who steers here, is an officer of another
    agreement and comes by single sign-on, and `former`, whose every role here has ended and who is an officer of that other one."""
    for name in ("companion", "helper", "panel_member", "custodian"):  # their parts: tests/disputes/case_of_the_sweep.py
        setattr(cast, name, person(name.replace("_", " ")))
    signature = Signature.objects.get(organisation=cast.charity)
    cast.case_officer = person("case officer")  # of the sector that the officer is not of, as a deputy is
    Officer.objects.create(compact=cast.compact, person=cast.case_officer, sector="voluntary", since=SINCE)
    cast.deputy_champion = person("deputy champion")
    Champion.objects.create(signature=signature, person=cast.deputy_champion, main=False, since=SINCE)
    elsewhere = Compact.objects.create(slug="elsewhere", name="Elsewhere Compact", area=cast.area, level="county", status="in_force")
    cast.former, cast.of_two = person("former"), person("of two")
    for someone in (cast.former, cast.of_two):
        Officer.objects.create(compact=elsewhere, person=someone, sector="statutory", since=SINCE)
    seated(cast, cast.of_two, cast.police, 3)
    cast.of_two.set_unusable_password()
    cast.of_two.save(update_fields=["password"])
    SocialAccount.objects.create(user=cast.of_two, provider="sso", uid="u-1")
    ended = {"person": cast.former, "since": SINCE, "until": SINCE + datetime.timedelta(days=365)}
    Officer.objects.create(compact=cast.compact, sector="statutory", **ended)
    Membership.objects.create(organisation=cast.charity, role="lead", **ended)
    Champion.objects.create(signature=signature, main=False, **ended)
    BoardMember.objects.create(compact=cast.compact, **ended)
    seated(cast, cast.former, cast.other_charity, 4, until=ended["until"])


def seated(cast, member: User, of: Organisation, number: int, **until) -> None:
    seat = Seat.objects.create(compact=cast.compact, organisation=of, number=number, since=SINCE)
    SeatHolder.objects.create(seat=seat, name=member.name, title="Officer", person=member, since=SINCE, **until)
