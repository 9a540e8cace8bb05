"""Who acts for an organisation is asked of signatories/roles.py, which counts organisations that were merged as one."""

import ast
from collections.abc import Iterator

import pytest

from compact_portal.catalogues import ROOT
from compact_portal.marked import files

WIDENED = "with all that is the same body"
ROW = "each row as it stands, under the name on which it hangs"
# Where else rows of Membership are read, and why nobody is missed there.
ELSEWHERE = {
    "signatories/about_me.py::parts": ROW,
    "signatories/about_me.py::organisations_left": WIDENED,
    "signatories/actions/leads.py::add_lead": "makes one",
    "signatories/actions/people.py::add_contributor": "makes one",
    "signatories/reach.py::people_lost": "its caller gives all that is the same body",
    "signatories/reach.py::signatures_lost": WIDENED,
    "signatories/reports_refresh.py::unreachable": WIDENED,
    "signatories/views/merging.py::merge": "two that are not one yet, side by side",
    "disputes/meeting.py::speakers_of": WIDENED,
    "disputes/models/case.py::belonging_to": "its callers give all that is the same body",
    "reviews/actions/inviting.py::addresses_of": WIDENED,
    "reviews/log/rounds.py::to_whom": WIDENED,
    "reviews/people.py::took_part": WIDENED,
    "reviews/checklists/who.py::own_organisations": WIDENED,
    "reviews/checklists/who.py::people_of": WIDENED,
    "compact_portal/history.py::_memberships": ROW,
    "compact_portal/leaving/tables.py::NARROWED": ROW,
}
NOT_READ = ("signatories/roles.py", "compact_portal/demo/")


def reads(node: ast.AST, place: str) -> Iterator[str]:
    """Where memberships are read, from their model or from one of their ends: the function, or the module's constant."""
    for below in ast.iter_child_nodes(node):
        names = [below.name] if isinstance(below, ast.FunctionDef) else [ast.unparse(to) for to in getattr(below, "targets", [])]
        here = f"{place}::{names[0]}" if names and "::" not in place else place
        if isinstance(below, ast.Attribute) and (below.attr == "memberships" or ast.unparse(below).split(".")[-2:] == ["Membership", "objects"]):
            yield here
        yield from reads(below, here)


def test_who_acts_for_an_organisation_is_asked_in_one_place():
    sources = {str(file.relative_to(ROOT)): file.read_text() for file in files() if file.suffix == ".py"}
    found = {place for name, source in sources.items() if not name.startswith(NOT_READ) for place in reads(ast.parse(source), name)}
    assert sorted(found - ELSEWHERE.keys()) == []  # ask acted_for, members_of or is_lead of signatories/roles.py
    assert sorted(ELSEWHERE.keys() - found) == []  # no such reading any more


@pytest.mark.parametrize("source", ["Membership.objects.serving()", "models.Membership.objects.all()", "organisation.memberships.count()"])
def test_reading_is_found(source):
    assert list(reads(ast.parse(f"class A:\n    def f(self):\n        return {source}"), "a.py")) == ["a.py::f"]
