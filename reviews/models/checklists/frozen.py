"""The database's own hold on what is in use: items and scales stand once somebody may answer, answers once they were sent."""

import pgtrigger
from django.utils.translation import gettext_noop as _

# As the database keeps them; whoever tells them to a person translates.
IN_USE = _("This checklist is in use: its items stand. Make a new version of it.")
SCALE_IN_USE = _("This scale is in use by a checklist: it stands. Make a new scale, and use it in a new version of the checklist.")
SCHEME_IN_USE = _("This kitemark is in use: its criteria stand. Make a new version of it.")
SENT = _("These answers have been sent: they stand. Reopen them with a reason, which makes a new version.")


def unless(name: str, stands: str, refusal: str, *, insert: bool = True) -> pgtrigger.Trigger:
    """Refuses every writer's change of a part of what is in use. `stands` is SQL that is true of `part`, the row that comes or goes."""
    operation = pgtrigger.Update | pgtrigger.Delete
    return pgtrigger.Trigger(
        name=name,
        when=pgtrigger.Before,
        operation=operation | pgtrigger.Insert if insert else operation,
        declare=[("part", "RECORD")],
        func=f"""
            IF TG_OP <> 'INSERT' THEN
                part := OLD;
                IF {stands} THEN RAISE EXCEPTION '{refusal}' USING ERRCODE = 'check_violation'; END IF;
            END IF;
            IF TG_OP = 'DELETE' THEN RETURN OLD; END IF;
            part := NEW;
            IF {stands} THEN RAISE EXCEPTION '{refusal}' USING ERRCODE = 'check_violation'; END IF;
            RETURN NEW;
        """,
    )


SCALES = "EXISTS (SELECT 1 FROM reviews_checklist c WHERE c.scale_id = {} AND c.status <> 'draft')"
SCALE_STANDS = unless("frozen", SCALES.format("part.id"), SCALE_IN_USE, insert=False)
POINT_STANDS = unless("frozen", SCALES.format("part.scale_id"), SCALE_IN_USE)
ITEM_STANDS = unless("frozen", "EXISTS (SELECT 1 FROM reviews_checklist c WHERE c.id = part.checklist_id AND c.status <> 'draft')", IN_USE)
CRITERION_STANDS = unless(
    "frozen", "EXISTS (SELECT 1 FROM reviews_kitemarkscheme s WHERE s.id = part.scheme_id AND s.status <> 'draft')", SCHEME_IN_USE
)

# Of a checklist's own row its state moves on; back to a draft only while nobody has begun to answer.
CHECKLIST_STANDS = pgtrigger.Trigger(
    name="frozen",
    when=pgtrigger.Before,
    operation=pgtrigger.Update | pgtrigger.Delete,
    condition=pgtrigger.Condition("OLD.status <> 'draft'"),
    func=f"""
        IF TG_OP = 'DELETE'
           OR NEW.status = 'draft' AND EXISTS (SELECT 1 FROM reviews_assessment a WHERE a.checklist_id = OLD.id)
           OR NEW.title <> OLD.title OR NEW.guidance <> OLD.guidance OR NEW.scale_id <> OLD.scale_id OR NEW.kind <> OLD.kind
           OR NEW.version <> OLD.version OR NEW.code_id IS DISTINCT FROM OLD.code_id OR NEW.edition_id <> OLD.edition_id
        THEN RAISE EXCEPTION '{IN_USE}' USING ERRCODE = 'check_violation'; END IF;
        RETURN NEW;
    """,  # noqa: S608 (a constant of this module)
)

# A sent assessment is replaced by a newer version, shown to more people, or looked at; what it says never changes.
SENT_STANDS = pgtrigger.Trigger(
    name="locked",
    when=pgtrigger.Before,
    operation=pgtrigger.Update | pgtrigger.Delete,
    condition=pgtrigger.Condition("OLD.status <> 'open'"),
    func=f"""
        IF TG_OP = 'DELETE' OR NEW.status = 'open' OR NEW.outcome <> OLD.outcome OR NEW.computed <> OLD.computed
           OR NEW.score IS DISTINCT FROM OLD.score OR NEW.answered <> OLD.answered OR NEW.outcome_comment <> OLD.outcome_comment
           OR NEW.good_practice <> OLD.good_practice OR NEW.to_improve <> OLD.to_improve OR NEW.held_on <> OLD.held_on
           OR NEW.checklist_id <> OLD.checklist_id OR NEW.body_id <> OLD.body_id OR NEW.way <> OLD.way OR NEW.subject <> OLD.subject
        THEN RAISE EXCEPTION '{SENT}' USING ERRCODE = 'check_violation'; END IF;
        RETURN NEW;
    """,
)
