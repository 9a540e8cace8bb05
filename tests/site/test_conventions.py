"""Rules that every model keeps, walked over all of them, so that a new model cannot forget one."""

import pghistory.models
import pytest
from django.apps import apps
from django.db import Error, connection, models, transaction

from compact_portal.database.grants import append_only_tables

pytestmark = pytest.mark.django_db
OURS = ("compact_portal", "reviews", "disputes", "actionplans", "signatories")

# A moment that nobody chose: the portal itself acts.
AT_WITHOUT_BY = {
    "messaging.Message.queued_at": "the portal's own clockwork",
    "messaging.Message.next_attempt_at": "the portal's own clockwork",
    "messaging.Message.sent_at": "the portal's own clockwork",
    "messaging.Round.begun_at": "the portal's own clockwork",
    "actionplans.MeetingNotice.told_at": "the tick, where it is a reminder",
    "reviews.Invitation.sent_at": "the event `invitations.sent` says who; the row must not outlive its survey's confidence",
    "reviews.Invitation.revoked_at": "the event says who",
    "signatories.Enquiry.sent_at": "whoever asks has no account",
    "signatories.Enquiry.revoked_at": "the portal forgets it",
    "signatories.RefreshLink.sent_at": "the event `refresh.started` says who",
    "signatories.RefreshLink.revoked_at": "the event says who",
    "actionplans.UpdateLink.sent_at": "the tick; where an officer asks, the event says who",
    "actionplans.UpdateLink.revoked_at": "the event says who",
    "signatories.Delegate.sent_at": "the event `delegate.asked` says who",
    "signatories.Delegate.revoked_at": "never set: who leaves is deleted",
    "signatories.JoinRequest.sent_at": "whoever asks to join is no person of the portal yet",
    "signatories.JoinRequest.revoked_at": "the same",
    "signatories.SigningLink.sent_at": "the event `signature.link_sent` says who",
    "signatories.SigningLink.revoked_at": "the event says who",
    "reviews.ColleagueLink.sent_at": "whoever answers for the organisation; no account is needed for that",
    "reviews.ColleagueLink.revoked_at": "whoever answers for the organisation",
    "reviews.WordsYear.closed_at": "on its date the portal itself closes a year",
    "reviews.Survey.closed_at": "on its date the portal itself closes a survey",
    "reviews.Example.sent_at": "the portal's own clockwork",
    "reviews.Example.revoked_at": "a link like the invitation's; it is never called back by hand",
    "reviews.SignUp.sent_at": "whoever signs up has no account",
    "reviews.SignUp.revoked_at": "nobody calls it back: it goes when it is over",
    "reviews.LogLink.sent_at": "whoever has it sent to their own address, or the officer who sends to all: no event may tell who notes",
    "reviews.LogLink.revoked_at": "the same",
    "reviews.ReadingLink.sent_at": "the event `paper.sent_to_board` says who",
    "reviews.ReadingLink.revoked_at": "the event says who",
    "documents.IssuedDocument.issued_at": "whoever issues it keeps its own row with who and when",
    "leaving.Pack.made_at": "the worker, which is the portal itself",
    "documents.Upload.uploaded_at": "whoever answers by a link has no account",
}
# design.md 5: history on every domain model, except answers, drafts, tokens and what is a log already.
WITHOUT_HISTORY = {
    "reviews.Invitation": "holds the hash of a token",
    "actionplans.CalendarFeed": "holds the hash of a token",
    "actionplans.UpdateLink": "holds the hash of a token",
    "signatories.Delegate": "somebody’s address: it goes when they say so, and leaves nothing behind",
    "signatories.CorrectionRequest": "says what was wrong about somebody: it goes a year later, and leaves nothing behind",
    "signatories.JoinRequest": "holds the hash of a token, and goes when nobody confirms it",
    "signatories.SigningLink": "holds the hash of a token",
    "signatories.NameWord": "words of names, made again from them",
    "signatories.WaitingImport": "a file on its way in, gone after a day",
    "reviews.ColleagueLink": "holds the hash of a token, and goes with the draft",
    "reviews.TypedAnswer": "who typed for whom: part of the answering",
    "reviews.DateChange": "append-only itself",
    "reviews.Response": "a draft; submitted, it keeps nothing",
    "reviews.Tally": "answers, counted",
    "reviews.Bundle": "answers",
    "reviews.DetachedText": "answers",
    "reviews.NamedAnswer": "answers",
    "reviews.Passage": "may hold an answer's words",
    "reviews.Offer": "an answer, with the name of whoever gave it",
    "reviews.Example": "an answer, kept while its writer agrees; holds the hash of a token",
    "reviews.Opinion": "may hold an answer's words",
    "reviews.Release": "append-only itself",
    "reviews.PublishedReport": "append-only itself",
    "reviews.Proposal": "append-only itself",
    "reviews.ReportApproval": "append-only itself",
    "reviews.Correction": "append-only itself",
    "reviews.PublishedText": "made from what was issued, and made again at will",
    "reviews.SignUp": "people who come to an event, and what they need: it goes after some weeks",
    "reviews.EventFeedback": "answers, counted",
    "reviews.FeedbackText": "answers",
    "reviews.FeedbackOpinion": "of answers",
    "reviews.FeedbackRelease": "append-only itself",
    "reviews.LogNote": "an answer to come: nothing of it may outlive its use (design.md 5)",
    "reviews.LogCount": "counted, so that nothing of it leads back to a person",
    "reviews.LogLink": "holds the hash of a token",
    "reviews.ReadingLink": "holds the hash of a token",
    "reviews.IssuedPaper": "append-only itself",
    "reviews.PaperCorrection": "append-only itself",
    "reviews.CopySent": "append-only itself",
    "reviews.Sheet": "a draft; sent, it keeps nothing",
    "reviews.ItemAnswer": "append-only itself",
    "reviews.ItemCount": "answers, counted",
    "reviews.SaidApart": "answers",
    "reviews.RoundFigures": "append-only itself",
    "reviews.UndertakingWord": "an answer until the year is over",
    "reviews.SaidOfUndertaking": "answers",
    "reviews.WordOpinion": "answers",
    "reviews.WordsFigures": "answers, counted",
    "signatories.Enquiry": "what somebody asks one Champion, and their address: it goes after some weeks",
    "signatories.EnquiryCount": "counted, so that nothing of it leads back to a person",
    "signatories.Guidance": "append-only itself",
    "signatories.RefreshLink": "holds the hash of a token",
    "disputes.Advice": "single notes go when they are counted, and nothing may tell that somebody asked",
    "disputes.PanelCount": "counted, so that nothing of it leads back to a case",
    "disputes.Replacement": "of a case: a copy of its past would outlive its erasure",
    "disputes.AdviceCount": "counted, so that nothing of it leads back to a person",
    "documents.IssuedDocument": "append-only itself",
    "documents.Upload": "never changed; what it belongs to has the history",
    "documents.UploadChunk": "a piece of a file",
    "disputes.Case": "a case changes by recorded events; a copy of its past would outlive its erasure",
    "disputes.Party": "the same",
    "disputes.Part": "the same",
    "disputes.PersonKey": "a key",
    "disputes.KeyLock": "a key",
    "disputes.CaseKey": "a key",
    "disputes.Wrap": "a key",
    "disputes.Share": "a key",
    "disputes.Half": "a key",
    "disputes.Proof": "a key",
    "disputes.Recovery": "what happened in it stands in the chain of events",
    "disputes.Agreement": "the same",
    "disputes.Entry": "what was said, encrypted; its hash stands in the chain of events",
    "disputes.CaseFile": "the same",
    "disputes.Chunk": "the same",
    "disputes.Move": "a log itself, erased with its case",
    "disputes.Voice": "a log itself, erased with its case",
    "disputes.Extension": "a log itself, erased with its case",
    "disputes.Break": "a log itself, erased with its case",
    "disputes.HelperOffer": "a past of its rows would outlive the case",
    "disputes.PanelPlace": "the same",
    "disputes.PrivateQuestion": "the same",
    "disputes.Consent": "a log itself, erased with its case",
    "disputes.Tally": "numbers that lead back to no case; a history would hold its moment",
    "disputes.PrivateCount": "counted, so that nothing of it leads back to a person",
    "leaving.Pack": "how far the worker is; who asked and who downloaded stands in the events",
    "leaving.PackPiece": "a piece of a file",
    "audit.Event": "append-only itself",
    "audit.Link": "the chain of what happened",
    "messaging.Message": "its words open tasks",
    "messaging.Round": "who decided stands in its row and in the events",
    "messaging.Wish": "what somebody wishes to get is nobody else's business",
    "messaging.Unreachable": "a log itself",
}
TRACKED_JSON = {
    "reviews.Question.options": "what was asked, not what was answered",
    "reviews.Question.depends_values": "of whom it was asked",
    "reviews.Paper.header": "which facts stand at the head, and under which words",
    "signatories.Compact.words": "the agreement's own terms",
    "disputes.Procedure.limits": "working days",
    "disputes.Procedure.stage_names": "the agreement's own terms",
}


def is_history(model) -> bool:
    return issubclass(model, pghistory.models.Event)


OWN_MODELS = [model for model in apps.get_models() if model.__module__.startswith(OURS) and not is_history(model)]
TRACKED = {model.pgh_tracked_model for model in apps.get_models() if is_history(model)}
NAMES = {model._meta.label: model for model in OWN_MODELS}


def fields(test) -> list:
    """`app.Model.field` of every own field that passes `test`."""
    return [f"{model._meta.label}.{field.name}" for model in OWN_MODELS for field in model._meta.local_fields if test(field)]


def field_of(name: str):
    model, _, field = name.rpartition(".")
    return NAMES[model], NAMES[model]._meta.get_field(field)


def checks(table: str) -> list[str]:
    """The CHECK constraints of a table as PostgreSQL holds them."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_get_constraintdef(oid) FROM pg_constraint WHERE contype = 'c' AND conrelid = %s::regclass", [f'"{table}"'])
        return [row[0] for row in cursor.fetchall()]


def test_walk_finds_the_models():
    assert len(OWN_MODELS) > 35
    assert {"signatories.Compact", "reviews.Response", "messaging.Message", "accounts.User"} <= set(NAMES)


@pytest.mark.parametrize("name", fields(lambda field: field.choices))
def test_choices_are_held_by_the_database(name):
    model, field = field_of(name)
    values = [value for value, _ in field.flatchoices if value not in (None, "")]
    held = [check for check in checks(model._meta.db_table) if f"({field.column})" in check or f"{field.column} = ANY" in check]
    assert [check for check in held if all(f"'{value}'" in check or str(value) in check for value in values)], f"{name} has no CHECK of its choices"


@pytest.mark.parametrize("name", fields(lambda field: field.name.endswith("_at") and isinstance(field, models.DateTimeField)))
def test_who_and_when_travel_together(name):
    if name in AT_WITHOUT_BY:
        return
    model, at = field_of(name)
    by = model._meta.get_field(at.name.removesuffix("_at") + "_by")
    if at.null or by.null:
        pair = [check for check in checks(model._meta.db_table) if f"{at.column} IS NULL" in check and f"{by.column} IS NULL" in check]
        assert pair, f"{name} may stand without {by.name}"


def test_exceptions_name_what_exists():
    known = {f"{model._meta.label}.{field.name}" for model in OWN_MODELS for field in model._meta.local_fields}
    assert (set(AT_WITHOUT_BY) | set(TRACKED_JSON)) - known == set()
    assert set(WITHOUT_HISTORY) - set(NAMES) == set()


def test_every_domain_model_has_history_or_a_reason():
    assert {model._meta.label for model in OWN_MODELS if model not in TRACKED} == set(WITHOUT_HISTORY)


def test_history_holds_no_answers_and_no_passwords():
    json = fields(lambda field: isinstance(field, models.JSONField) and field.model in TRACKED)
    assert set(json) == set(TRACKED_JSON)
    copied = {column.name for model in apps.get_models() if is_history(model) for column in model._meta.local_fields}
    assert copied.isdisjoint({"password", "last_login", "draft", "token_hash", "texts"})


def test_tokens_are_kept_as_hashes_alone():
    assert fields(lambda field: "token" in field.name and not field.name.endswith("_hash")) == []


def test_history_has_every_change():
    """Insert, update and delete, each by a trigger in the database."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT tgrelid::regclass::text, count(*) FROM pg_trigger WHERE tgname ~ '^pgtrigger_(added|changed|removed)' GROUP BY 1")
        triggers = {table.strip('"'): count for table, count in cursor.fetchall()}
    assert triggers == {model._meta.db_table: 3 for model in TRACKED}


@pytest.mark.parametrize("table", append_only_tables())
@pytest.mark.parametrize("verb", ["UPDATE {table} SET {column} = {column}", "DELETE FROM {table}", "TRUNCATE {table} CASCADE"])
def test_append_only_tables_refuse_the_running_role(table, verb):
    model = next(model for model in apps.get_models(include_auto_created=True) if model._meta.db_table == table)
    with pytest.raises(Error, match="permission denied"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(verb.format(table=f'"{table}"', column=f'"{model._meta.pk.column}"'))


def test_append_only_tables_are_more_than_the_history():
    assert {"audit_event", "documents_issueddocument", "reviews_release", "reviews_publishedreport"} <= set(append_only_tables())
