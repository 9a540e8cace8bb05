"""What a pack holds: read back from its file and compared with the database, and hunted for what it must not hold."""

import csv
import hashlib
import io
import json

import pghistory.models
import pytest
from django.apps import apps
from django.db import Error, models, transaction
from pyrage import decrypt, x25519

from compact_portal.documents.models import IssuedDocument
from compact_portal.leaving import sealed
from compact_portal.leaving.tables import LEFT_BEHIND, NARROWED, NEVER, ONLY_WHERE_NAMED, WAY_OF, rows_of, taken
from disputes.models import Case, Entry, Wrap
from disputes.wall import inside
from reviews.models import Response, Survey
from signatories.models import Champion, Officer, Organisation, Signature
from tests.cast import SINCE
from tests.leaving.conftest import packed

pytestmark = pytest.mark.django_db
OURS = ("compact_portal", "reviews", "disputes", "actionplans", "signatories")
LEFT = [model for models_ in LEFT_BEHIND.values() for model in models_]
WORDS = (models.TextField, models.CharField)
MAY_STAND_INSIDE = {
    "table", "id", "case_id", "key_id", "holder_id", "file_id", "audience", "version", "fingerprint", "digest", "sealed", "sealed_title",
    "sealed_body", "sealed_name", "number", "public", "kind", "box", "salt", "rounds", "memory", "pepper",
}  # fmt: skip
csv.field_size_limit(10_000_000)  # a report that was proposed stands whole in one cell


def test_every_model_is_taken_along_or_left_behind_in_so_many_words():
    ours = [model for model in apps.get_models() if model.__module__.startswith(OURS) and not model._meta.proxy]
    known = [*taken(), *ONLY_WHERE_NAMED, *LEFT]
    apart = {"audit.Event"}  # a table of its own, which leaves most of it behind
    assert {model._meta.label for model in ours if not issubclass(model, pghistory.models.Event)} - apart == {each._meta.label for each in known}
    assert len(known) == len(set(known))


def plant(model) -> set[str]:
    """A word of its own in every text of every row of `model`, as far as its rules allow."""
    found = set()
    for field in model._meta.concrete_fields:
        if isinstance(field, models.JSONField | models.TextField) or (isinstance(field, models.CharField) and field.max_length > 60):
            canary = f"canary-{model._meta.model_name}-{field.name}"
            try:
                with transaction.atomic():
                    if model._base_manager.update(**{field.attname: {"x": canary} if isinstance(field, models.JSONField) else canary}):
                        found.add(canary)
            except Error:
                continue
    return found


def test_pack_of_a_whole_year(east_sussex, settings):
    """One agreement with nearly everything in it, among three others: loading it costs more than all that is asked of it here."""
    keys = [x25519.Identity.generate() for _ in range(2)]
    settings.BACKUP_RECIPIENTS = " ".join(str(key.to_public()) for key in keys)
    planted = {word for model in LEFT for word in plant(model)} | {"canary-draft", "canary-handed-over"}
    survey, body = Survey.objects.filter(compact=east_sussex).first(), Organisation.objects.create(name="New", sector="voluntary", kind="charity")
    Response.objects.create(survey=survey, organisation=body, sector="voluntary", draft={"q": "canary-draft"})
    Champion.objects.filter(signature__compact=east_sussex).update(notes="canary-handed-over")

    pack = packed(east_sussex)

    holds_what_the_database_holds(pack, east_sussex)
    proves_itself(pack)
    names_nothing_that_it_lacks(pack)
    assert {"canary-lognote-what", "canary-message-text", "canary-tally-counts", "canary-detachedtext-body"} <= planted
    assert len(planted) > 12
    whole = pack.everything()
    assert [word for word in ("canary", "pbkdf2_", "argon2") if word.encode() in whole] == []
    is_sealed_twice(pack, whole, keys, east_sussex)


def holds_what_the_database_holds(pack, compact) -> None:
    """Row for row and value for value, in both forms; and nothing of another agreement."""
    filled = 0
    for model in taken():
        path = f"tables/{model._meta.app_label}-{model._meta.model_name}"
        stored = list(rows_of(model, compact))
        rows = pack.rows(path)
        assert [row["id"] for row in rows] == [row.pk for row in stored]
        for row, kept in zip(rows, stored, strict=True):
            for field in model._meta.concrete_fields:
                if field.attname in row and isinstance(field, (*WORDS, models.ForeignKey, models.IntegerField)):
                    value = getattr(kept, field.attname)
                    assert row[field.attname] == (None if value == "" else value), (path, field)
        sheet = csv.reader(io.StringIO(pack.text(f"{path}.csv"), newline=""))
        assert sum(1 for _ in sheet) == len(rows) + 1
        filled += bool(rows)
    assert filled > 60  # of some 110
    others = set(Signature.objects.exclude(compact=compact).values_list("pk", flat=True))
    assert others
    assert not others & {row["id"] for row in pack.rows("tables/signatories-signature")}


def proves_itself(pack) -> None:
    """Each file by its hash, and reports as they were issued."""
    manifest = json.loads(pack.text("manifest.json"))
    assert {each["path"] for each in manifest["files"]} == set(pack.zip.namelist()) - {"manifest.json"}
    for each in manifest["files"]:
        content = pack.zip.read(each["path"])
        assert (each["size"], each["sha256"]) == (len(content), hashlib.sha256(content).hexdigest())
    documents = [name for name in pack.zip.namelist() if name.startswith("documents/")]
    assert len(documents) > 5
    for name in documents:
        document = IssuedDocument.objects.get(pk=name.split("/")[1].split("-")[0])
        assert hashlib.sha256(pack.zip.read(name)).hexdigest() == document.sha256


def names_nothing_that_it_lacks(pack) -> None:
    """Every table is described, and every person and organisation that a row names goes along."""
    shapes = {each["path"]: each["columns"] for each in json.loads(pack.text("shape.json"))["tables"]}
    assert {f"{path}.csv" for path in shapes} == {name for name in pack.zip.namelist() if name.endswith(".csv")}
    along = {key: {row["id"] for row in pack.rows(f"tables/{key}")} | {None} for key in ("accounts-user", "signatories-organisation")}
    for path, columns in shapes.items():
        assert all(column["meaning"] for column in columns), path
        assert not NEVER & {column["name"] for column in columns}
        for row in pack.rows(path) if path.startswith("tables/") else ():
            assert list(row) == [column["name"] for column in columns]
            for column in columns:
                key = next((key for key in along if column["meaning"].endswith(f" row of {key}.")), None)
                assert not key or row[column["name"]] in along[key], (path, column)
    assert pack.rows("tables/what-happened")
    assert pack.rows("history/actionplans-action")
    assert "SHA-256" in pack.text("README.txt")


def is_sealed_twice(pack, whole: bytes, keys: list, compact) -> None:
    """Outside nothing tells of disagreements; inside stands what the database holds, byte for byte, and no person, party or day."""
    with inside(clockwork=True):
        cases = list(Case.objects.filter(compact=compact))
    assert cases
    assert not [case for case in cases if str(case.pk).encode() in whole or case.reference.encode() in whole]
    inner = {decrypt(pack.zip.read("sealed/disagreements.age"), [key]) for key in keys}
    (inner,) = inner
    assert len(inner) == sealed.SMALLEST
    rows = [json.loads(line) for line in inner.split(b"\n") if line.strip()]
    for case in cases:
        with inside(case=case):
            bodies = {str(entry.pk): sealed.text_of(entry.sealed_body) for entry in Entry.objects.filter(case=case)}
            wraps = {sealed.text_of(wrap.sealed) for wrap in Wrap.objects.filter(key__case=case)}
        assert {row["id"]: row["sealed_body"] for row in rows if row["table"] == "disputes_entry" and row["case_id"] == str(case.pk)} == bodies
        assert wraps <= {row.get("sealed") for row in rows if row["table"] == "disputes_wrap"}
    assert {name for row in rows for name in row} <= MAY_STAND_INSIDE


def test_addresses_of_those_that_never_signed_are_left_out(cast):
    """An officer may invite anybody: an invitation alone opens no details."""
    asked = Organisation.objects.create(name="Hollow Way Carers", sector="voluntary", kind="charity", contact_email="canary@example.org")
    Signature.objects.create(organisation=asked, compact=cast.compact, status="invited", invited_on=SINCE)
    pack = packed(cast.compact)

    told = {row["name"]: row["contact_email"] for row in pack.rows("tables/signatories-organisation")}
    assert told["Hollow Way Carers"] is None
    assert told[cast.charity.name] == cast.charity.contact_email
    assert b"canary@example.org" not in pack.everything()


def test_a_disagreement_does_not_change_the_size(cast, settings):
    """Nor is there anything of them where nobody could take off the wrapping."""
    assert not [name for name in packed(cast.compact).zip.namelist() if name.startswith("sealed")]
    assert "are not here" in packed(cast.compact).text("README.txt")
    keys = [x25519.Identity.generate() for _ in range(2)]
    settings.BACKUP_RECIPIENTS = " ".join(str(key.to_public()) for key in keys)
    assert len(decrypt(packed(cast.compact).zip.read("sealed/disagreements.age"), keys[:1])) == sealed.SMALLEST


def test_narrowed_tables_are_few_and_known():
    assert len(NARROWED) == 10
    assert set(NARROWED).isdisjoint(WAY_OF)
    assert Officer in WAY_OF
