"""Who may see which address. A value that differs from run to run is given as a function of the cast."""

from signatories.models import Amendment, Champion, Consultation, Edition, Endorsement, Membership, Reference, Signature, TrainingEvent
from tests.signatories.texts import a_consultation, records

COMPACT = {"compact": "wealdshire"}
SIGNATURE = COMPACT | {"pk": lambda cast: Signature.objects.get(organisation=cast.charity).pk}

PUBLISHED = COMPACT | {"pk": lambda cast: cast.edition.pk}
OUT = COMPACT | {"pk": lambda cast: Consultation.objects.get(edition__compact=cast.compact).pk}
BODY = {"endorsement": lambda cast: Endorsement.objects.get(edition=cast.edition).pk}
AMENDMENT = COMPACT | {"pk": lambda cast: Amendment.objects.get(compact=cast.compact).pk}
REFERENCE = COMPACT | {"pk": lambda cast: Reference.objects.get(compact=cast.compact).pk}
TRAINING = COMPACT | {"pk": lambda cast: TrainingEvent.objects.get(compact=cast.compact).pk}
DRAFT = COMPACT | {"pk": lambda cast: Edition.objects.get(compact=cast.compact, status="draft").pk}

ACCESS = {
    "signatories:which": ("public", {}),
    "signatories:agreement_pdf": ("public", COMPACT),
    "signatories:agreement_docx": ("public", COMPACT),
    "signatories:editions": ("public", COMPACT),
    "signatories:compare": ("public", COMPACT),
    "signatories:edition": ("public", PUBLISHED),
    "signatories:edition_pdf": ("public", PUBLISHED),
    "signatories:edition_docx": ("hidden:steering", DRAFT),
    "signatories:edition_source": ("hidden:steering", DRAFT),
    "signatories:wording": ("public", COMPACT),
    "signatories:consultations": ("public", COMPACT),
    "signatories:consultation_text": ("public", OUT),
    "signatories:comment": ("public", OUT),
    "signatories:references": ("public", COMPACT),
    "signatories:references_csv": ("public", COMPACT),
    "signatories:add_reference": ("officer lead council_lead", COMPACT),
    "signatories:training": ("public", COMPACT),
    "signatories:introduction": ("public", COMPACT),
    "signatories:texts": ("steering", COMPACT),
    "signatories:text": ("steering", PUBLISHED),
    "signatories:comments": ("steering", OUT),
    "signatories:comments_csv": ("steering", OUT),
    "signatories:amendments": ("steering", COMPACT),
    "signatories:references_to_check": ("steering", COMPACT),
    "signatories:training_record": ("steering", COMPACT),
    "signatories:draft": ("officer", COMPACT),
    "signatories:consult": ("officer", PUBLISHED),
    "signatories:extend": ("officer", OUT),
    "signatories:close": ("officer", OUT),
    "signatories:outcome": ("officer", OUT),
    "signatories:make_final": ("officer", PUBLISHED),
    "signatories:ask_body": ("officer", PUBLISHED),
    "signatories:decide": ("officer", PUBLISHED | BODY),
    "signatories:back_to_draft": ("officer", PUBLISHED),
    "signatories:publish": ("officer", PUBLISHED),
    "signatories:propose": ("officer", COMPACT),
    "signatories:agree": ("officer", AMENDMENT),
    "signatories:make_in": ("officer", AMENDMENT),
    "signatories:drop": ("officer", AMENDMENT),
    "signatories:change_reference": ("officer", REFERENCE),
    "signatories:list_reference": ("officer", REFERENCE),
    "signatories:remove_reference": ("officer", REFERENCE),
    "signatories:add_training": ("officer", COMPACT),
    "signatories:change_training": ("officer", TRAINING),
    "signatories:cancel_training": ("officer", TRAINING),
    "signatories:add_comments": ("officer", TRAINING),
    "signatories:add_pack": ("officer", COMPACT),
    "signatories:add_use": ("officer", COMPACT),
    "signatories:compact": ("public", COMPACT),
    "signatories:agreement": ("public", COMPACT),
    "signatories:code": ("public", COMPACT | {"number": 1}),
    "signatories:privacy": ("public", COMPACT),
    "signatories:signatories": ("public", COMPACT),
    "signatories:champions": ("public", COMPACT),
    "signatories:data": ("public", COMPACT),
    "signatories:signatories_csv": ("public", COMPACT),
    "signatories:steering": ("steering", COMPACT),
    "signatories:signatures": ("steering", COMPACT),
    "signatories:signature": ("steering", SIGNATURE),
    "signatories:invite": ("officer", COMPACT),
    "signatories:add_organisation": ("officer", COMPACT),
    "signatories:invite_organisation": ("officer", COMPACT | {"organisation": lambda cast: cast.charity.pk}),
    "signatories:sign": ("officer", SIGNATURE),
    "signatories:change_address": ("officer", SIGNATURE),
    "signatories:end_signature": ("officer", SIGNATURE),
    "signatories:name_champion": ("officer", SIGNATURE),
    "signatories:end_champion": ("officer", SIGNATURE | {"champion": lambda cast: Champion.objects.get(person=cast.champion).pk}),
    "signatories:add_lead": ("officer", SIGNATURE),
    "signatories:end_lead": ("officer", SIGNATURE | {"membership": lambda cast: Membership.objects.get(person=cast.lead).pk}),
    "signatories:add_colleague": ("lead", SIGNATURE),
    "history": ("steering", COMPACT | {"model": "organisation", "pk": lambda cast: cast.charity.pk}),
}


def prepare(cast) -> None:
    """A text out for comment, a draft beside it, and one row of each record."""
    a_consultation(cast)
    Edition.objects.create(compact=cast.compact, label="A draft")
    records(cast)
