"""The two layouts in which steering groups keep their plans, read into plain records. No database here.

One layout has a row for each action, the other a row for each achievement; a workbook may hold both, on two sheets. What the
columns are called tells them apart.
"""

from django.utils.translation import gettext

from actionplans import achievement_rows, action_rows
from actionplans.periods import Period
from actionplans.plan_rows import Around, ReadPlan, ReadRow, Targets
from compact_portal.documents.tables import Grid, Table, TableError, as_table, has_columns, read_grids, repeated
from signatories.terms import Terms


def read_plan(source, *, name: str = "", period: Period, terms: Terms) -> ReadPlan:
    """Raise TableError with a sentence for every wrong row."""
    plan = understand_plan(source, name=name, period=period, terms=terms)
    if plan.problems:
        raise TableError(*plan.problems)
    return plan


def understand_plan(source, *, name: str = "", period: Period, terms: Terms) -> ReadPlan:
    """How each row was understood, the wrong ones among them. Raise TableError only for a file that cannot be cut into rows."""
    plan, targets, around = ReadPlan(), Targets(), Around(period, terms)
    grids = read_grids(source, name=name)
    for grid in grids:
        grid.header = action_rows.with_objective(grid.header, terms)
    for grid, layout in grids_of_plan(grids, terms, plan):
        table = as_table(grid, layout.columns(terms))
        plan.remarks_on_file += table.remarks
        read_rows(table, layout, plan, targets, around=around)
    plan.targets = sorted(targets.values(), key=lambda target: target.number)
    if not plan.targets and not plan.problems:
        raise TableError(gettext("%(file)s has no row that can be used: every row is blank or says nothing.") % {"file": grids[0].file})
    return plan


def layout_of(grid: Grid, terms: Terms):
    """The columns that either layout has besides the target decide."""
    achievements, actions = (has_columns(grid, layout.columns(terms)[1:5]) for layout in (achievement_rows, action_rows))
    return achievement_rows if achievements > actions else action_rows


def is_whole(grid: Grid, layout, terms: Terms) -> bool:
    return all(has_columns(grid, [column]) for column in layout.columns(terms) if column.required)


def grids_of_plan(grids: list[Grid], terms: Terms, plan: ReadPlan) -> list[tuple]:
    """(grid, layout): the first sheet, and the first later one that is whole in the other layout. The rest are named."""
    first, *later = [(grid, layout_of(grid, terms)) for grid in grids]
    second = next(((grid, layout) for grid, layout in later if layout is not first[1] and is_whole(grid, layout, terms)), None)
    chosen = [first, second] if second else [first]
    others = [grid.sheet for grid, layout in later if (grid, layout) not in chosen]
    if others:
        read, left = (gettext(" and ").join(f"“{sheet}”" for sheet in some) for some in ([grid.sheet for grid, _ in chosen], others))
        plan.remarks_on_file.append(
            gettext("%(file)s: only the sheet %(read)s was read, not %(left)s.") % {"file": grids[0].file, "read": read, "left": left}
        )
    if not second:
        grids[0].name = grids[0].file
    return chosen


def read_rows(table: Table, layout, plan: ReadPlan, targets: Targets, *, around: Around) -> None:
    twice = repeated(row for row in table.rows if not row.blank and not layout.is_orphan(row))
    for row in table.rows:
        read = ReadRow(table.place(row))
        plan.rows.append(read)
        if row.blank:
            read.left_out = gettext("it is blank")
        elif layout.is_orphan(row):
            read.left_out = layout.reason_of_orphan(row)
            read.written = [row[column.name] for column in layout.COLUMNS[:4]]
        elif row.number in twice:
            read.problems.append(("", gettext("repeats row %(twice)s: delete one of them.") % {"twice": twice[row.number]}))
        else:
            layout.read_row(row, read, targets, around=around)
