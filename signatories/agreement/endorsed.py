"""The chain of bodies that endorsed a text, in words."""

from django.utils.formats import date_format

from signatories.models import Edition, Endorsement


def endorsement_lines(edition: Edition) -> list[str]:
    """Those that said yes, in order."""
    return [f"{one.body}, {decided(one)}" for one in edition.endorsements.all() if one.status == Endorsement.Status.ENDORSED]


def decided(one: Endorsement) -> str:
    day = date_format(one.decided_on, "j F Y") if one.decided_on else one.decided_when
    return f"{day} ({one.minute})" if one.minute else day
