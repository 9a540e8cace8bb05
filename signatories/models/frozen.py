"""Triggers that keep an agreed text as it was agreed, whoever writes."""

import pgtrigger


def frozen(path: str) -> pgtrigger.Trigger:
    """A row under a published edition refuses to be added, changed or removed.

    `path` is the SQL that gives the edition's id for a row called `row_`.
    """
    return pgtrigger.Trigger(
        name="frozen_with_edition",
        when=pgtrigger.Before,
        operation=pgtrigger.Insert | pgtrigger.Update | pgtrigger.Delete,
        declare=[("row_", "RECORD")],
        func=f"""
            IF TG_OP = 'DELETE' THEN row_ := OLD; ELSE row_ := NEW; END IF;
            IF EXISTS (SELECT 1 FROM signatories_edition e WHERE e.id = ({path}) AND e.status <> 'draft') THEN
                RAISE EXCEPTION 'A published edition never changes (%)', TG_TABLE_NAME USING ERRCODE = 'check_violation';
            END IF;
            RETURN row_;
        """,  # noqa: S608 (`path` is a constant of this module)
    )


# What is out for comment, or before those who endorse it, is one and the same text for all: only its standing may change. Once
# it is published nothing changes but that a later edition supersedes it.
FROZEN_ROW = pgtrigger.Trigger(
    name="frozen_once_published",
    when=pgtrigger.Before,
    operation=pgtrigger.Update | pgtrigger.Delete,
    condition=~pgtrigger.Q(old__status="draft"),
    func="""
        IF TG_OP = 'UPDATE' THEN
            IF to_jsonb(NEW) - 'status' = to_jsonb(OLD) - 'status' AND OLD.status IN ('published', 'superseded')
                AND NEW.status IN ('published', 'superseded') THEN RETURN NEW; END IF;
            IF OLD.status IN ('consulted', 'final')
                AND to_jsonb(NEW) - ARRAY['status', 'published_at', 'published_by_id']
                    = to_jsonb(OLD) - ARRAY['status', 'published_at', 'published_by_id'] THEN RETURN NEW; END IF;
        END IF;
        RAISE EXCEPTION 'A published edition never changes (%)', TG_TABLE_NAME USING ERRCODE = 'check_violation';
    """,
)
