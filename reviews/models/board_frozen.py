"""The database's own hold on a board paper: what was issued never changes, by any writer."""

import pgtrigger

REFUSAL = "This paper has been issued: it stands as it is."

ISSUED_STANDS = pgtrigger.Trigger(
    name="issued_stands",
    when=pgtrigger.Before,
    operation=pgtrigger.Update | pgtrigger.Delete,
    condition=pgtrigger.Q(old__status="issued"),
    func=f"RAISE EXCEPTION '{REFUSAL}' USING ERRCODE = 'check_violation';",
)

OF_ITS_PAPER = pgtrigger.Trigger(
    name="issued_stands",
    when=pgtrigger.Before,
    operation=pgtrigger.Insert | pgtrigger.Update | pgtrigger.Delete,
    declare=[("row_", "RECORD")],
    func=f"""
        IF TG_OP = 'DELETE' THEN row_ := OLD; ELSE row_ := NEW; END IF;
        IF EXISTS (SELECT 1 FROM reviews_paper p WHERE p.id = row_.paper_id AND p.status = 'issued') THEN
            RAISE EXCEPTION '{REFUSAL}' USING ERRCODE = 'check_violation';
        END IF;
        RETURN row_;
    """,  # noqa: S608 (our own words)
)
