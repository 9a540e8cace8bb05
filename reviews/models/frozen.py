"""The database's own hold on a survey that has been opened: what was asked can never be changed afterwards, by any writer."""

import pgtrigger

REFUSAL = "This survey has been opened: its questions stand."


def frozen_with(find_survey: str) -> pgtrigger.Trigger:
    """Refuses every insert, change and deletion unless the survey is a draft.

    `find_survey` is SQL that gives its key from `part`, the row that comes or goes. A survey that is gone holds nothing.
    """
    return pgtrigger.Trigger(
        name="frozen",
        when=pgtrigger.Before,
        operation=pgtrigger.Insert | pgtrigger.Update | pgtrigger.Delete,
        declare=[("part", "RECORD")],
        func=f"""
            IF TG_OP <> 'INSERT' THEN
                part := OLD;
                IF EXISTS (SELECT 1 FROM reviews_survey s WHERE s.id = ({find_survey}) AND s.status <> 'draft') THEN
                    RAISE EXCEPTION '{REFUSAL}' USING ERRCODE = 'check_violation';
                END IF;
            END IF;
            IF TG_OP <> 'DELETE' THEN
                part := NEW;
                IF EXISTS (SELECT 1 FROM reviews_survey s WHERE s.id = ({find_survey}) AND s.status <> 'draft') THEN
                    RAISE EXCEPTION '{REFUSAL}' USING ERRCODE = 'check_violation';
                END IF;
                RETURN NEW;
            END IF;
            RETURN OLD;
        """,  # noqa: S608 (our own words)
    )


OF_ITS_SURVEY = frozen_with("part.survey_id")
OF_ITS_SECTION = frozen_with("SELECT section.survey_id FROM reviews_section section WHERE section.id = part.section_id")

# Answers are counted, and texts kept, by the key of their question: it stands once in a survey, on whichever page.
KEY_ONCE = pgtrigger.Trigger(
    name="key_once",
    when=pgtrigger.Before,
    operation=pgtrigger.Insert | pgtrigger.UpdateOf("key", "section_id"),
    func="""
        PERFORM 1 FROM reviews_survey s JOIN reviews_section o ON o.survey_id = s.id WHERE o.id = NEW.section_id FOR NO KEY UPDATE OF s;
        IF EXISTS (
            SELECT 1 FROM reviews_question q JOIN reviews_section other ON other.id = q.section_id
            JOIN reviews_section own ON own.survey_id = other.survey_id WHERE own.id = NEW.section_id AND q.key = NEW.key AND q.id <> NEW.id
        ) THEN RAISE EXCEPTION 'Another question of this survey has this key.'
            USING ERRCODE = 'unique_violation', CONSTRAINT = 'question_key_once'; END IF;
        RETURN NEW;
    """,
)

# Of the survey's own row, what was asked and of whom. Its state and its last day move on.
NO_NEW_WORDS = pgtrigger.Trigger(
    name="asked_stays",
    when=pgtrigger.Before,
    operation=pgtrigger.Update,
    condition=pgtrigger.Condition(
        "OLD.status <> 'draft' AND (NEW.status = 'draft' OR NEW.opens_on <> OLD.opens_on OR NEW.introduction <> OLD.introduction"
        " OR NEW.short_form <> OLD.short_form OR NEW.rated_group_id IS DISTINCT FROM OLD.rated_group_id)"
    ),
    func=f"RAISE EXCEPTION '{REFUSAL}' USING ERRCODE = 'check_violation';",
)
