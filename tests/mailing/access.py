"""Who may see the pages about mail: officers."""

from compact_portal.messaging.models import Round

PLACE = {"compact": "wealdshire"}


def prepare(cast) -> None:
    cast.round = Round.objects.create(compact_id=cast.compact.pk, what="Invitations")


def _round(cast) -> int:
    return cast.round.pk


ACCESS = {
    "mailing:mail": ("officer", PLACE),
    "mailing:hold": ("post:officer", PLACE),
    "mailing:unreachable": ("officer", PLACE),
    "mailing:works_again": ("post:", PLACE | {"pk": 1}),  # no mail came back
    "mailing:words": ("officer", PLACE | {"key": "survey-invitation"}),
    "mailing:portals_words": ("post:officer", PLACE | {"key": "survey-invitation"}),
    "mailing:held_round": ("officer", PLACE | {"pk": _round}),
    "mailing:release_round": ("officer", PLACE | {"pk": _round}),
    "mailing:throw_round_away": ("officer", PLACE | {"pk": _round}),
}
