"""What this room gives as open data: who signed, Champions who agreed to be shown, the promises of the text, documents that cite it."""

from django.db.models.functions import Lower
from django.utils.translation import gettext_lazy as _

from compact_portal.days import today
from compact_portal.documents.datasets import DAY, ID, KEY, LIST, NUMBER, URL, WEB, YES_NO, Column, Dataset, known_by
from signatories.listed import as_rows, in_its_words
from signatories.models import Champion, Commitment, Compact, Undertaking
from signatories.numbers import org_id_of


def signatories(compact: Compact):
    return compact.signatures.public().order_by(Lower("organisation__name"))


def read_signatories(compact: Compact, signatures):
    known = known_by(compact, "signatories")
    for one in in_its_words(as_rows(signatures), compact):
        org_id = one.org_id or org_id_of(one.charity_number, one.company_number)
        yield (
            one.name, one.acronym, one.sector, one.kind, one.signed_on, one.edition, one.size, one.areas, one.themes, one.website,
            one.charity_number, one.company_number, org_id, one.contact, one.sector_code, one.kind_code, *known(one.public_id),
        )  # fmt: skip


def read_champions(compact: Compact, champions):
    known = known_by(compact, "champions")
    for one in champions.select_related("person", "signature__organisation__merged_into").prefetch_related("codes", "areas"):
        codes, areas = [code.title for code in one.codes.all()], [area.name for area in one.areas.all()]
        signatory = str(one.signature.public_id)
        yield one.organisation.name, one.person.name, one.person.email, one.main, codes, areas, signatory, *known(one.public_id)


def promises(compact: Compact) -> list:
    """Undertakings and the commitments of codes, of the published text alone. Two queries."""
    if compact.edition is None:
        return []
    commitments = Commitment.objects.filter(code__edition=compact.edition).select_related("code").order_by("code__number", "number")
    return [*compact.edition.undertakings.all(), *commitments]


def read_promises(compact: Compact, promises):
    known = known_by(compact, "commitments")
    for one in promises:
        code = None if isinstance(one, Undertaking) else one.code
        measure = "" if code is None else one.measure
        yield (
            compact.edition.label, code and code.number, code.title if code else "", one.number, one.text, one.binds, one.emphasised,
            one.qualifier, measure, *known(one.public_id),
        )  # fmt: skip


def read_references(compact: Compact, references):
    known = known_by(compact, "references")
    for one in references.with_names():
        yield (
            one.organisation.name, compact.terms.sector(one.organisation.sector), one.document, one.get_kind_display(),
            one.get_strength_display(), [code.title for code in one.codes.all()], one.period, one.website, one.noted_on,
            one.organisation.sector, one.kind, one.strength, *known(one.public_id),
        )  # fmt: skip


SECTOR_CODE = Column("sector_code", _("statutory, voluntary or cross, whatever this agreement calls them."), always=True)
SIGNATORIES = Dataset(
    "signatories",
    _("Signatories"),
    _("One line for each organisation whose signature is in force and that agreed to be listed. What it did not agree to show is empty."),
    (
        Column("organisation", _("The organisation’s name."), always=True),
        Column("short_name", _("What it is called for short, if anything.")),
        Column("sector", _("Which side it stands on, in this agreement’s own words."), always=True),
        Column("kind", _("What kind of organisation it is."), always=True),
        Column("signed_on", _("The day of its latest signature, as year-month-day. Empty when the day is not known."), DAY),
        Column("edition", _("The edition that it signed.")),
        Column("size", _("How many staff it has, in words.")),
        Column("areas", _("Where it works; several areas are parted by a semicolon."), LIST, always=True),
        Column("themes", _("What it works on; several themes are parted by a semicolon."), LIST, always=True),
        Column("website", _("Its own website."), WEB),
        Column("charity_number", _("Its number with the charity regulator.")),
        Column("company_number", _("Its number with Companies House.")),
        Column("org_id", _("Its identifier after org-id.guide, which names the register first, such as GB-CHC-1234567.")),
        Column("contact", _("Its e-mail address.")),
        SECTOR_CODE,
        Column("kind_code", _("The kind as a code that never changes."), always=True),
        ID,
        URL,
    ),
    signatories,
    read_signatories,
)
CHAMPIONS = Dataset(
    "champions",
    _("Champions"),
    _("One line for each person who keeps an eye on the agreement in a listed organisation and agreed to be shown to everybody."),
    (
        Column("organisation", _("The organisation’s name, as in the list of signatories."), always=True),
        Column("name", _("The person’s name.")),
        Column("email", _("The address at which they can be asked."), always=True),
        Column("main", _("Whether this is the organisation’s main one."), YES_NO, always=True),
        Column("codes", _("The codes that they keep an eye on; several are parted by a semicolon."), LIST, always=True),
        Column("areas", _("Where they work; several areas are parted by a semicolon."), LIST, always=True),
        Column("signatory_id", _("The organisation’s row in the table of signatories, by its id."), KEY, always=True),
        ID,
        URL,
    ),
    lambda compact: Champion.objects.shown_by(compact, on=today()),
    read_champions,
)
PROMISES = Dataset(
    "commitments",
    _("What was promised"),
    _("One line for each undertaking, and for each numbered commitment of a code, of the text in force."),
    (
        Column("edition", _("The edition of the text."), always=True),
        Column("code", _("The code’s number; empty for an undertaking that stands outside the codes."), NUMBER),
        Column("code_title", _("The code’s title.")),
        Column("number", _("The promise’s number in its code or list."), NUMBER, always=True),
        Column("text", _("The promise, word for word."), always=True),
        Column("binds", _("Whom it binds: both, statutory or voluntary."), always=True),
        Column("emphasised", _("Whether the text prints it with emphasis."), YES_NO, always=True),
        Column("condition", _("A condition such as “where appropriate”.")),
        Column("measure", _("How it can be measured, such as “12 weeks”.")),
        ID,
        URL,
    ),
    promises,
    read_promises,
)
REFERENCES = Dataset(
    "references",
    _("Register of documents"),
    _("One line for each document that speaks of the agreement, with what it says."),
    (
        Column("organisation", _("Whose document it is."), always=True),
        Column("sector", _("Which side that organisation stands on."), always=True),
        Column("document", _("The document’s title."), always=True),
        Column("kind", _("What kind of document it is."), always=True),
        Column("what_it_says", _("How strongly it speaks of the agreement."), always=True),
        Column("parts", _("The codes that it names; several are parted by a semicolon."), LIST, always=True),
        Column("years", _("The years that it covers.")),
        Column("address", _("Where it can be read."), WEB),
        Column("noted_on", _("The day on which it was noted here."), DAY, always=True),
        SECTOR_CODE,
        Column("kind_code", _("The kind as a code that never changes."), always=True),
        Column("what_it_says_code", _("aims, refers, stated, promotes, operates, adopted or amended."), always=True),
        ID,
        URL,
    ),
    lambda compact: compact.references.public(),
    read_references,
)
DATASETS = (SIGNATORIES, CHAMPIONS, PROMISES, REFERENCES)
