"""A table of organisations becomes a list of signatories: whole, or not at all.

Each row is matched by its registered numbers, then by name, then by another name. What is known already is never overwritten:
a row fills what is empty.
"""

from collections import Counter, defaultdict
from dataclasses import dataclass, field

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from compact_portal.audit.recording import record
from compact_portal.database.statistics import count_anew
from compact_portal.days import today
from compact_portal.documents.tables import Table, TableError, read_table
from signatories.known import plain
from signatories.models import Compact, Organisation, OrganisationName, Signature
from signatories.models.organisation import EVER_SIGNED
from signatories.models.signature import refuse_outside_life
from signatories.organisation_rows import COLUMNS, NUMBER_COLUMNS, Reader, Said
from signatories.roles import officer_only

CALLED = {"charity_number": _("charity number"), "company_number": _("company number"), "org_id": _("org-id")}
NAME = _("name")


@dataclass
class Understood:
    """How one row was understood. `repeats` is the number of the earlier row that names the same body."""

    said: Said
    organisation: Organisation | None = None
    by: str = ""
    repeats: int = 0
    signature: Signature | None = None
    closed_to_us: bool = False  # another agreement's: its details are not touched

    @property
    def verdict(self) -> str:
        if self.repeats:
            return _("The same as row %(repeats)s, by its %(by)s") % {"repeats": self.repeats, "by": self.by}
        if self.organisation is None:
            return _("New")
        return _("Known as %(organisation)s, by its %(by)s") % {"organisation": self.organisation, "by": self.by}

    @property
    def becomes_signed(self) -> bool:
        return bool(not self.repeats and self.said.signed_on and not (self.signature and self.signature.is_in_force))

    @property
    def becomes(self) -> str:
        if self.repeats:
            return _("Adds what that row leaves out")
        if self.becomes_signed:
            return _("Signed")
        return _("On the list already: %(status)s") % {"status": self.signature.get_status_display()} if self.signature else _("Invited")


@dataclass
class ImportedOrganisations:
    rows: list[Understood]
    left_out: list[str] = field(default_factory=list)
    remarks: list[str] = field(default_factory=list)

    counts: dict[str, int] = field(default_factory=dict)

    def count(self) -> None:
        """To be asked before anything is written: afterwards nothing is new."""
        self.counts = {
            "new": sum(not row.organisation and not row.repeats for row in self.rows),
            "known": sum(bool(row.organisation) and not row.repeats for row in self.rows),
            "repeated": sum(bool(row.repeats) for row in self.rows),
            "signed": sum(row.becomes_signed for row in self.rows),
        }


class Index:
    """Every organisation of the installation by number, name and other names: four queries. A duplicate leads to the one it is kept under."""

    def __init__(self, compact: Compact):
        everybody = {organisation.pk: organisation for organisation in Organisation.objects.all()}
        self.everybody = everybody
        self.numbers, self.names, self.others = defaultdict(set), defaultdict(set), defaultdict(set)
        for organisation in everybody.values():
            kept = self.kept(organisation)
            for key in NUMBER_COLUMNS:
                if number := getattr(organisation, key):
                    self.numbers[key, number].add(kept.pk)
            (self.names if kept is organisation else self.others)[plain(organisation.name)].add(kept.pk)
            if organisation.acronym:
                self.others[plain(organisation.acronym)].add(kept.pk)
        for pk, name in OrganisationName.objects.values_list("organisation", "name"):
            self.others[plain(name)].add(self.kept(everybody[pk]).pk)
        self.lists = defaultdict(dict)
        for pk, on, status in Signature.objects.values_list("organisation", "compact", "status"):
            self.lists[pk][on] = status
        self.signatures = {signature.organisation_id: signature for signature in compact.signatures.all()}
        self.compact = compact

    def kept(self, organisation: Organisation) -> Organisation:
        while organisation.merged_into_id:
            organisation = self.everybody[organisation.merged_into_id]
        return organisation

    def find(self, said: Said, name: str) -> tuple[set[int], str]:
        """`name` is the row's in plain letters. The organisations that the row may mean, and by what; more than one is for a person to decide."""
        for key, number in said.numbers:
            if found := self.numbers.get((key, number)):
                # several bodies may share a number, such as branches: then the name must tell them apart
                named = found & (self.names.get(name, set()) | self.others.get(name, set()))
                return named or found, CALLED[key]
        if found := self.names.get(name):
            return found, NAME
        return self.others.get(name, set()), _("other name")

    def is_open(self, pk: int) -> bool:
        """As Organisation.is_open_to says it, for all at once."""
        lists = self.lists.get(pk, {})
        return lists.get(self.compact.pk) in EVER_SIGNED or not lists.keys() - {self.compact.pk}


def understand(table: Table, index: Index) -> ImportedOrganisations:
    """Each row in its order. Raise TableError, all problems at once, for any row that cannot be used."""
    reader, result, problems = Reader(table), ImportedOrganisations([], remarks=list(table.remarks)), []
    earlier: dict[tuple, Understood] = {}
    sharing: dict[str, int] = {}
    for row in table.rows:
        if row.blank:
            result.left_out.append(_("%(place)s was left out: it is blank.") % {"place": table.place(row)})
            continue
        said, wrong = reader.read(row)
        one = Understood(said)
        if not wrong:
            wrong = _place(table, row, one, index, earlier)
        problems += wrong
        result.rows.append(one)
        email = said.fields.get("contact_email", "").lower()
        if email and not one.repeats and sharing.setdefault(email, said.row) != said.row:
            result.remarks.append(
                _("%(place)s: row %(sharing)s has the same address. Both organisations get mail there.")
                % {"place": table.place(row, "E-mail"), "sharing": sharing[email]}
            )
    if not result.rows:
        problems.append(_("%(table)s has no row that can be used: every row is blank.") % {"table": table.name})
    if problems:
        raise TableError(*problems)
    result.count()
    return result


def _place(table: Table, row, one: Understood, index: Index, earlier: dict) -> list[str]:
    """Decide whether the row is new, known or a repetition. Returns what is wrong."""
    said = one.said
    name = plain(said.name)
    keys = [*said.numbers, ("name", name)]
    found, by = index.find(said, name)
    if len(found) > 1:
        names = gettext(" and ").join(sorted(index.everybody[pk].name for pk in found))
        return [
            _("%(place)s: its %(by)s fits %(names)s: write the number or the name that one alone has.")
            % {"place": table.place(row), "by": by, "names": names}
        ]
    if found:
        one.organisation, one.by = index.everybody[next(iter(found))], by
        if one.organisation.closed_on:
            return [
                _("%(place)s: %(organisation)s has closed: delete the row, or take its closing back first.")
                % {"place": table.place(row, "Name"), "organisation": one.organisation}
            ]
        one.signature, one.closed_to_us = index.signatures.get(one.organisation.pk), not index.is_open(one.organisation.pk)
        keys.append(("pk", one.organisation.pk))
    before = next((earlier[key] for key in keys if key in earlier), None)
    if before:
        clash = [CALLED[key] for key, number in said.numbers if before.said.fields.get(key, number) != number]
        if clash:
            return [
                _("%(place)s: row %(row)s has the same name and another %(clash)s: correct one of them.")
                % {"place": table.place(row), "row": before.said.row, "clash": clash[0]}
            ]
        one.repeats = before.said.row
        one.by = next((CALLED.get(key[0], NAME) for key in keys if earlier.get(key) is before), NAME)
        _fill(before.said, said)
    elif not found and not (said.fields.get("kind") and said.fields.get("sector")):
        if not said.fields.get("kind"):
            return [_("%(place)s: this organisation is new here: say what kind it has.") % {"place": table.place(row, "Kind")}]
        return [_("%(place)s: this organisation is new here: say what sector it has.") % {"place": table.place(row, "Sector")}]
    if said.signed_on and one.organisation:
        try:
            refuse_outside_life(one.organisation, said.signed_on)
        except ValidationError as error:
            return [f"{table.place(row, 'Signed on')}: {error.messages[0]}"]
    if said.signed_on and index.compact.edition is None:
        return [
            _("%(place)s: there is no published edition yet that could be signed: leave this column empty.")
            % {"place": table.place(row, "Signed on")}
        ]
    for key in keys:
        earlier.setdefault(key, before or one)
    return []


def _fill(first: Said, again: Said) -> None:
    """What a repeated row knows and the first does not; its spelling of the name becomes another name."""
    first.fields = again.fields | first.fields
    if plain(again.name) != plain(first.name):
        first.names.append((again.name, "alias"))
    first.names += again.names
    first.areas = list(dict.fromkeys(first.areas + again.areas))
    first.themes = list(dict.fromkeys(first.themes + again.themes))
    if first.signed_on is None:
        first.signed_on, first.signed_by = again.signed_on, again.signed_by


@transaction.atomic
def import_organisations(*, compact: Compact, source, by, name: str = "", dry_run: bool = False) -> ImportedOrganisations:
    """Read, understand and, unless `dry_run`, write. `by` is an officer, or None for the command line.

    Raise TableError, with nothing written, for any wrong row.
    """
    if by is not None:
        officer_only(by, compact)
    table = read_table(source, name=name, columns=COLUMNS)
    compact = Compact.objects.select_for_update().get(pk=compact.pk)  # two imports at once must not both add the same body
    result = understand(table, Index(compact))
    if not dry_run:
        write(compact, [row for row in result.rows if not row.repeats])
        record("organisations.imported", compact, by=by, **result.counts)
        count_anew(Organisation, OrganisationName, Signature)
    return result


def write(compact: Compact, rows: list[Understood]) -> None:
    made = [row for row in rows if row.organisation is None]
    for row in made:
        row.organisation = Organisation(name=row.said.name, **row.said.fields)
    Organisation.objects.bulk_create([row.organisation for row in made])
    ours = [row for row in rows if not row.closed_to_us]
    fresh = {row.organisation.pk for row in made}
    _fill_known([row for row in ours if row.organisation.pk not in fresh])
    _link(ours)
    edition, on = compact.edition, today()
    signed = [row for row in rows if row.becomes_signed]
    for row in signed:
        row.signature = row.signature or Signature(compact=compact, organisation=row.organisation, invited_on=on)
        row.signature.status, row.signature.edition = Signature.Status.SIGNED, edition
        row.signature.signed_on, row.signature.signed_by_name = row.said.signed_on, row.said.signed_by
    new = [row.signature for row in signed if row.signature.pk is None]
    new += [Signature(compact=compact, organisation=row.organisation, invited_on=on) for row in rows if row.signature is None]
    Signature.objects.bulk_update([row.signature for row in signed if row.signature.pk], ["status", "edition", "signed_on", "signed_by_name"])
    Signature.objects.bulk_create(new)


def _fill_known(rows: list[Understood]) -> None:
    """Only what is empty. Kind and sector are never empty, so a row never changes them."""
    changed, columns = [], Counter()
    for row in rows:
        filled = {key: value for key, value in row.said.fields.items() if not getattr(row.organisation, key)}
        for key, value in filled.items():
            setattr(row.organisation, key, value)
        columns.update(filled)
        changed += [row.organisation] if filled else []
    if changed:
        Organisation.objects.bulk_update(changed, list(columns), batch_size=500)


def _link(rows: list[Understood]) -> None:
    """Areas, themes and other names; a link that is there already stays as it is."""
    for through, key, of in (
        (Organisation.areas.through, "area_id", lambda said: said.areas),
        (Organisation.themes.through, "theme_id", lambda said: said.themes),
    ):
        links = [through(organisation_id=row.organisation.pk, **{key: pk}) for row in rows for pk in of(row.said)]
        through.objects.bulk_create(links, ignore_conflicts=True)
    names = {}
    for row in rows:
        called = [(name, kind) for name, kind in row.said.names if plain(name) != plain(row.organisation.name)]
        called += [(row.said.name, "alias")] if plain(row.said.name) != plain(row.organisation.name) else []
        for name, kind in called:
            names.setdefault((row.organisation.pk, name.lower()), OrganisationName(organisation=row.organisation, name=name, kind=kind))
    OrganisationName.objects.bulk_create(names.values(), ignore_conflicts=True)
