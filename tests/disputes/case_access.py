"""Who may see which address. A case is seen by its people alone; without their passphrase they come to the page that asks for it."""

from disputes import wall
from disputes.models import Case, Part, Party


def prepare(cast) -> None:
    """A case of the charity against the council, in which the charity's lead takes part."""
    case = Case(compact=cast.compact, edition=cast.edition, setting="facilitated+panel", reference="0123-4567-89AB-CDEF")
    with wall.inside(case=case):
        case.save(force_insert=True)
        Party.objects.create(case=case, organisation=cast.charity, side="raiser")
        Party.objects.create(case=case, organisation=cast.council, side="responder")
        cast.part = Part.objects.create(case=case, person=cast.lead, role="raiser", side="raiser", organisation=cast.charity)


CASE = {"compact": "wealdshire", "reference": "0123-4567-89AB-CDEF"}

CASES = {
    "disputes:passphrase": ("signed_in", {}),
    "disputes:make_passphrase": ("signed_in", {}),
    "disputes:unlock": ("signed_in", {}),
    "disputes:lock": ("post:signed_in", {}),
    "disputes:change_passphrase": ("signed_in", {}),
    "disputes:sheet": ("signed_in", {}),
    "disputes:lost": ("signed_in", {}),
    "disputes:by_sheet": ("signed_in", {}),
    "disputes:begin_again": ("signed_in", {}),
    "disputes:keys": ("lead", CASE),
    "disputes:let_in": ("post:lead", CASE | {"part": lambda cast: cast.part.pk}),
    "disputes:looked": ("lead", CASE),
}
