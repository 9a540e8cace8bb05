"""Is what is stored what was written? Each writing left its hash in the chain of events; an older row put back in its place has another."""

from collections.abc import Iterator

from compact_portal.audit.models import Event
from disputes import wall
from disputes.keeping.texts import digest_of
from disputes.models import Case

WRITES = ("case.written", "case.file_added")
REMOVED = "case.removed"


def faults() -> Iterator[str]:
    """A sentence for every entry or file that is not as it was last written, or is gone without a decision. Needs no key.

    Cases are named by reference. One that was erased when its time had come is not expected any more.
    """
    with wall.inside(clockwork=True):
        cases = list(Case.objects.order_by("begun_on", "pk"))
    for case in cases:
        yield from of_case(case)


def of_case(case: Case) -> list[str]:
    last: dict[str, tuple[int, str] | None] = {}
    events = Event.objects.about(case).filter(verb__in=[*WRITES, REMOVED]).order_by("id")
    for verb, detail in events.values_list("verb", "detail"):
        last[detail["row"]] = None if verb == REMOVED else (detail["version"], detail["digest"])
    found = []
    with wall.inside(case=case):
        for row, version, digest in stored(case):
            if row not in last or last[row] is None:
                found.append(f"Case {case}: {row} was never written by anybody.")
            elif last[row] != (version, digest):
                found.append(f"Case {case}: {row} is not what was last written there (version {last[row][0]}).")
            last.pop(row, None)
    found += [f"Case {case}: {row} is gone, and nobody removed it." for row, written in last.items() if written]
    return found


def stored(case: Case) -> Iterator[tuple[str, int, str]]:
    """(row, version, hash of what is there now) of every entry and file."""
    for entry in case.entries.only("version", "sealed_title", "sealed_body").order_by("pk").iterator(100):
        yield str(entry.pk), entry.version, digest_of(entry.sealed_title, entry.sealed_body).hex()
    for file in case.files.order_by("pk"):
        chunks = file.chunks.order_by("number").values_list("sealed", flat=True)
        yield str(file.pk), file.version, digest_of(file.sealed_name, *chunks).hex()
