"""What somebody set on the administration pages, as it was: a role that was added, one that ended, or one of which something else changed."""

from dataclasses import dataclass

from signatories.models.people import DatedRole


@dataclass(frozen=True)
class SetByHand:
    """`done` is how its verb ends: "added", "ended" or "changed_by_hand". `fields` are the names of those that changed, none of a new row.

    `replaced` is the role as it was, where somebody else was entered in it.
    """

    done: str
    fields: list[str]
    replaced: DatedRole | None = None


def save_by_hand(role: DatedRole) -> SetByHand:
    """In the caller's transaction. A last day that is still to come ends nothing yet."""
    before = type(role).objects.select_for_update(of=["self"]).filter(pk=role.pk).first()
    role.save()
    if before is None:
        return SetByHand("added", [])
    fields = [f.name for f in role._meta.concrete_fields if getattr(before, f.attname) != getattr(role, f.attname)]
    replaced = before if "person" in fields and before.person_id and not before.has_ended else None
    return SetByHand("ended" if role.has_ended and not before.has_ended else "changed_by_hand", fields, replaced)
