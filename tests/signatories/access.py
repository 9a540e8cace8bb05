"""Who may see which address. A value that differs from run to run is given as a function of the cast."""

import datetime

from compact_portal.days import today
from compact_portal.messaging.links import token_hash
from signatories.actions import champions, correcting, refreshing, steering
from signatories.models import (
    Amendment,
    Champion,
    Code,
    Consultation,
    CorrectionRequest,
    Delegate,
    DutyTie,
    Edition,
    Endorsement,
    Enquiry,
    GroupMembership,
    JoinRequest,
    Membership,
    Officer,
    Organisation,
    OwnConsultation,
    PolicyAppraisal,
    Reference,
    Refresh,
    RefreshLink,
    Seat,
    SeatHolder,
    SeatRequest,
    ServiceEntry,
    Signature,
    SigningLink,
    Statement,
    TrainingEvent,
)
from tests.signatories.texts import DAY, a_consultation, records

COMPACT = {"compact": "wealdshire"}
SIGNATURE = COMPACT | {"pk": lambda cast: Signature.objects.get(organisation=cast.charity).pk}

PUBLISHED = COMPACT | {"pk": lambda cast: cast.edition.pk}
OUT = COMPACT | {"pk": lambda cast: Consultation.objects.get(edition__compact=cast.compact).pk}
BODY = {"endorsement": lambda cast: Endorsement.objects.get(edition=cast.edition).pk}
AMENDMENT = COMPACT | {"pk": lambda cast: Amendment.objects.get(compact=cast.compact).pk}
REFERENCE = COMPACT | {"pk": lambda cast: Reference.objects.exclude(document="Estates policy").get(compact=cast.compact).pk}
TRAINING = COMPACT | {"pk": lambda cast: TrainingEvent.objects.get(compact=cast.compact).pk}


def an_entry(model, cast) -> int:
    """The key of one row of one of the three lists, made when it is first asked for."""
    of_council = {"organisation": cast.council}
    words = {
        PolicyAppraisal: of_council | {"policy": "P", "effect": "E"},
        OwnConsultation: of_council | {"about": "A", "opens_on": "2009-01-01", "closes_on": "2009-04-01"},
        ServiceEntry: {"subject": "S", "finding": "gap"},
    }
    return model.objects.get_or_create(compact=cast.compact, **words[model])[0].pk


def a_delegate(cast) -> int:
    event = TrainingEvent.objects.get(compact=cast.compact)
    words = {"name": "Delegate", "asked_on": today(), "token_hash": token_hash("delegate")}
    return Delegate.objects.get_or_create(event=event, sent_to="delegate@example.org", defaults=words)[0].pk


def a_tie(cast) -> int:
    promise = cast.edition.undertakings.get()
    return DutyTie.objects.get_or_create(edition=cast.edition, undertaking=promise, aim="foster")[0].pk


APPRAISAL = COMPACT | {"pk": lambda cast: an_entry(PolicyAppraisal, cast)}
OWN_CONSULTATION = COMPACT | {"pk": lambda cast: an_entry(OwnConsultation, cast)}
SERVICE = COMPACT | {"pk": lambda cast: an_entry(ServiceEntry, cast)}
DRAFT = COMPACT | {"pk": lambda cast: Edition.objects.get(compact=cast.compact, status="draft").pk}
AIM = DRAFT | {"listed": "aims", "row": lambda cast: Statement.objects.get(edition__compact=cast.compact, edition__status="draft").pk}
TOKEN, WAITING = "a-token-that-nobody-could-guess", "one-that-nobody-has-answered"


def prepare(cast) -> None:
    """What people are asked; a request to join and a link to sign; a text out for comment, a draft beside it, and one row of each record."""
    prepare_people(cast)
    asked = {"compact": cast.compact, "name": "Newcomer", "sector": "voluntary", "kind": "charity", "person": "N", "asked_on": "2009-01-01"}
    JoinRequest.objects.create(**asked, status="waiting", sent_to="n@example.org", token_hash=token_hash(TOKEN))
    signature = Signature.objects.get(organisation=cast.charity)
    days = {"sent_on": "2009-01-01", "signed_on": "2009-01-02"}
    SigningLink.objects.create(signature=signature, edition=cast.edition, person="C", token_hash=token_hash(TOKEN), **days)
    newcomer = Organisation.objects.create(name="Newcomer", sector="voluntary", kind="charity", contact_email="new@example.org")
    asked = Signature.objects.create(organisation=newcomer, compact=cast.compact, edition=cast.edition)
    SigningLink.objects.create(signature=asked, edition=cast.edition, person="N", token_hash=token_hash(WAITING), sent_on="2009-01-01")
    GroupMembership.objects.create(group=cast.charity, member=cast.police)
    a_consultation(cast)
    draft = Edition.objects.create(compact=cast.compact, label="A draft")
    draft.statements.create(kind="aim", number=1, text="To meet.")
    draft.codes.create(number=1, title="Funding")
    records(cast)


CHAMPION = COMPACT | {"pk": lambda cast: Champion.objects.get(person=cast.champion).pk}
LOOKS_AFTER = "officer lead champion"
QUESTION = COMPACT | {"pk": lambda cast: Enquiry.objects.get().pk}
ROUND = COMPACT | {"year": 2026}
SEAT = COMPACT | {"pk": lambda cast: Seat.objects.get(organisation=cast.charity).pk}
HOLDER = COMPACT | {"pk": lambda cast: SeatHolder.objects.get(person=cast.vcs_member).pk}
OFFICER = COMPACT | {"pk": lambda cast: Officer.objects.get(person=cast.officer).pk}


def prepare_people(cast) -> None:
    """Guidance, a question, a round that is under way, and somebody who asks to join."""
    champions.issue_guidance(compact=cast.compact, text="Listen first.", by=cast.officer)
    champion = Champion.objects.get(person=cast.champion)
    Enquiry.objects.create(
        compact=cast.compact, champion=champion, text="T", sent_to="a@example.org", status="open", asked_on=today(), due_on=today(),
        token_hash=token_hash("question"),
    )  # fmt: skip
    days = {"due_on": today() + datetime.timedelta(days=40), "lapses_on": today() + datetime.timedelta(days=80)}
    round = refreshing.prepare_round(compact=cast.compact, year=2026, by=cast.officer, **days)
    refreshing.start_round(round=round, by=cast.officer)
    RefreshLink.objects.filter(refresh__signature__organisation=cast.charity).update(token_hash=token_hash("refresh"))
    steering.ask_to_join(signature=champion.signature, by=cast.champion)


def a_practice(cast) -> int:
    return Signature.objects.get(organisation=cast.charity).practices.get_or_create(kind="channel", text="Our newsletter.")[0].pk


def a_resource(cast) -> int:
    return cast.compact.resources.get_or_create(kind="practice", title="A compact quiz", source="Elsewhere", text="People learn by playing.")[0].pk


def after_the_champion(cast) -> int:
    """The cast's Champion, as if somebody had handed over to them today."""
    signature = Signature.objects.get(organisation=cast.charity)
    former, _ = Champion.objects.get_or_create(signature=signature, person=cast.board_member, since="2009-01-01", until=today() - DAY)
    Champion.objects.filter(person=cast.champion).update(succeeds=former)
    return Champion.objects.get(person=cast.champion).pk


def after_the_lead(cast) -> int:
    row = {"person": cast.board_member, "organisation": cast.charity, "role": "lead", "since": "2009-01-01", "until": today() - DAY}
    former, _ = Membership.objects.get_or_create(**row)
    Membership.objects.filter(person=cast.lead).update(succeeds=former, took_over_on=today())
    return Membership.objects.get(person=cast.lead).pk


def a_correction(cast) -> CorrectionRequest:
    return correcting.ask_correction(compact=cast.compact, wrong="My post", right="Chair", by=cast.lead)


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
    "signatories:close_consultation": ("officer", OUT),
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
    "signatories:judge_reference": ("officer", REFERENCE),
    "signatories:appraisals": ("public", COMPACT),
    "signatories:appraisals_csv": ("public", COMPACT),
    "signatories:write_appraisal": ("officer lead council_lead", COMPACT),
    "signatories:change_appraisal": ("officer council_lead", APPRAISAL),
    "signatories:remove_appraisal": ("officer", APPRAISAL),
    "signatories:own_consultations": ("public", COMPACT),
    "signatories:own_consultations_csv": ("public", COMPACT),
    "signatories:write_consultation": ("officer lead council_lead", COMPACT),
    "signatories:change_consultation": ("officer council_lead", OWN_CONSULTATION),
    "signatories:remove_consultation": ("officer", OWN_CONSULTATION),
    "signatories:services": ("public", COMPACT),
    "signatories:services_csv": ("public", COMPACT),
    "signatories:add_service": ("officer", COMPACT),
    "signatories:change_service": ("officer", SERVICE),
    "signatories:remove_service": ("officer", SERVICE),
    "signatories:add_speaker": ("officer", TRAINING),
    "signatories:change_speaker": ("", TRAINING | {"speaker": 1}),
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
    "signatories:join": ("public", COMPACT),
    "signatories:join_sent": ("public", COMPACT),
    "signatories:join_confirm": ("public", COMPACT | {"token": TOKEN}),
    "signatories:sign_by_link": ("public", COMPACT | {"token": WAITING}),
    "signatories:decline_by_link": ("public", COMPACT | {"token": WAITING}),
    "signatories:certificate_by_link": ("public", COMPACT | {"token": TOKEN}),
    "signatories:pipeline": ("steering", COMPACT),
    "signatories:correction": ("steering", COMPACT | {"pk": lambda cast: a_correction(cast).pk}),
    "signatories:join_request": ("officer", COMPACT | {"pk": lambda cast: JoinRequest.objects.get().pk}),
    "signatories:details": ("officer", SIGNATURE),
    "signatories:close": ("officer", SIGNATURE),
    "signatories:reopen": ("post:officer", SIGNATURE),
    "signatories:members": ("officer", SIGNATURE),
    "signatories:change_member": ("officer", SIGNATURE | {"membership": lambda cast: GroupMembership.objects.get().pk}),
    "signatories:remove_member": ("post:officer", SIGNATURE | {"membership": lambda cast: GroupMembership.objects.get().pk}),
    "signatories:send_link": ("officer", SIGNATURE),
    "signatories:revoke_link": ("post:officer", SIGNATURE),
    "signatories:mark": ("post:officer", SIGNATURE),
    "signatories:certificate": ("officer", SIGNATURE),
    "signatories:steering": ("steering", COMPACT),
    "signatories:signatures": ("steering", COMPACT),
    "signatories:signature": ("steering", SIGNATURE),
    "signatories:invite": ("officer", COMPACT),
    "signatories:add_organisation": ("officer", COMPACT),
    "signatories:invite_organisation": ("officer", COMPACT | {"organisation": lambda cast: cast.charity.pk}),
    "signatories:import_file": ("officer", COMPACT),
    "signatories:import_check": ("officer", COMPACT, {"signatories:import_file": "officer"}),
    "signatories:import_template": ("officer", COMPACT),
    "signatories:duplicates": ("officer", COMPACT),
    "signatories:merge": ("officer", COMPACT | {"first": lambda cast: cast.charity.pk, "second": lambda cast: cast.police.pk}),
    "signatories:undo_merge": ("post:officer", SIGNATURE),
    "signatories:sign": ("officer", SIGNATURE),
    "signatories:change_address": ("officer", SIGNATURE),
    "signatories:end_signature": ("officer", SIGNATURE),
    "signatories:name_champion": ("officer", SIGNATURE),
    "signatories:end_champion": ("officer", SIGNATURE | {"champion": lambda cast: Champion.objects.get(person=cast.champion).pk}),
    "signatories:add_lead": ("officer", SIGNATURE),
    "signatories:end_lead": ("officer", SIGNATURE | {"membership": lambda cast: Membership.objects.get(person=cast.lead).pk}),
    "signatories:add_colleague": ("lead", SIGNATURE),
    "history": ("steering", COMPACT | {"model": "organisation", "pk": lambda cast: cast.charity.pk}),
    "signatories:people": ("lead volunteer champion", SIGNATURE),
    "signatories:add_contributor": ("lead", SIGNATURE),
    "signatories:end_contributor": ("lead", SIGNATURE | {"membership": lambda cast: Membership.objects.get(person=cast.volunteer).pk}),
    "signatories:hand_over_lead": ("lead", SIGNATURE),
    "signatories:leave": ("lead volunteer", SIGNATURE),
    "signatories:name_own": (LOOKS_AFTER, SIGNATURE),
    "signatories:my_part": (LOOKS_AFTER, CHAMPION),
    "signatories:hand_over": (LOOKS_AFTER, CHAMPION),
    "signatories:end_own": (LOOKS_AFTER, CHAMPION),
    "signatories:guidance": ("public", COMPACT),
    "signatories:read_guidance": ("post:champions", COMPACT),
    "signatories:guidance_given": ("steering", COMPACT),
    "signatories:issue_guidance": ("officer", COMPACT),
    "signatories:coverage": ("steering", COMPACT),
    "signatories:ask": ("public", COMPACT),
    "signatories:ask_sent": ("public", COMPACT),
    "signatories:asked": ("public", COMPACT | {"token": "question"}),
    "signatories:enquiries": ("officer champions", COMPACT),
    "signatories:enquiry": ("champion", QUESTION),
    "signatories:pass_on": ("officer champion", QUESTION),
    "signatories:close_enquiry": ("officer", QUESTION),
    "signatories:refresh": ("public", COMPACT | {"token": "refresh"}),
    "signatories:own_refresh": ("lead", SIGNATURE),
    "signatories:refresh_rounds": ("steering", COMPACT),
    "signatories:refresh_round": ("steering", ROUND),
    "signatories:prepare_round": ("officer", COMPACT),
    "signatories:change_round": ("officer", ROUND),
    "signatories:start_round": ("post:officer", ROUND),
    "signatories:close_round": ("officer", ROUND),
    "signatories:help_with_refresh": ("officer", ROUND | {"pk": lambda cast: Refresh.objects.get(signature__organisation=cast.charity).pk}),
    "signatories:group": ("public", COMPACT),
    "signatories:join_group": ("lead volunteer champions", SIGNATURE),
    "signatories:set_up": ("officer", COMPACT),
    "signatories:set_words": ("officer", COMPACT),
    "signatories:seats": ("steering", COMPACT),
    "signatories:set_terms": ("officer", COMPACT),
    "signatories:add_seat": ("officer", COMPACT),
    "signatories:add_holder": ("officer", SEAT),
    "signatories:end_seat": ("officer", SEAT),
    "signatories:stand_in": ("officer", HOLDER),
    "signatories:end_holder": ("officer", HOLDER),
    "signatories:decide_request": ("officer", COMPACT | {"pk": lambda cast: SeatRequest.objects.get().pk}),
    "signatories:begin_draft": ("officer", COMPACT),
    "signatories:write_draft": ("officer", DRAFT),
    "signatories:write_texts": ("officer", DRAFT),
    "signatories:arrange_draft": ("post:officer", DRAFT),
    "signatories:add_entry": ("officer", DRAFT | {"listed": "principles"}),
    "signatories:add_commitment": ("officer", DRAFT | {"code": lambda cast: Code.objects.get(edition__status="draft").pk}),
    "signatories:change_entry": ("officer", AIM),
    "signatories:move_entry": ("post:officer", AIM),
    "signatories:remove_entry": ("officer", AIM),
    "signatories:which_codes": ("public", COMPACT),
    "signatories:word_questions": ("officer", COMPACT),
    "signatories:summary": ("public", COMPACT),
    "signatories:fragment": ("public", COMPACT),
    "signatories:agreement_json": ("public", COMPACT),
    "signatories:delegates": ("officer", COMPACT),
    "signatories:delegates_csv": ("officer", COMPACT),
    "signatories:remove_delegate": ("post:officer", COMPACT | {"pk": a_delegate}),
    "signatories:add_delegate": ("officer", TRAINING),
    "signatories:stay_in_touch": ("public", COMPACT | {"token": lambda cast: a_delegate(cast) and "delegate"}),
    "signatories:equality_duty": ("public", COMPACT),
    "signatories:tie_to_duty": ("officer", COMPACT),
    "signatories:carry_duty": ("post:officer", COMPACT),
    "signatories:untie_from_duty": ("officer", COMPACT | {"pk": a_tie}),
    "signatories:practices": ("public", COMPACT),
    "signatories:all_practices": ("steering", COMPACT),
    "signatories:own_practices": ("lead", SIGNATURE),
    "signatories:add_practice": ("lead", SIGNATURE),
    "signatories:change_practice": ("lead", SIGNATURE | {"practice": a_practice}),
    "signatories:remove_practice": ("lead", SIGNATURE | {"practice": a_practice}),
    "signatories:resources": ("public", COMPACT),
    "signatories:add_resource": ("officer", COMPACT),
    "signatories:change_resource": ("officer", COMPACT | {"pk": a_resource}),
    "signatories:remove_resource": ("officer", COMPACT | {"pk": a_resource}),
    "signatories:look_at_champions": ("officer", COMPACT),
    "signatories:send_copies": ("officer", PUBLISHED),
    "signatories:write_to_officers": ("officer", COMPACT),
    "signatories:ask_for_champions": ("officer", SIGNATURE),
    "signatories:undo_champion": (LOOKS_AFTER, COMPACT | {"pk": after_the_champion}),
    "signatories:undo_lead": ("officer lead board_member", SIGNATURE | {"membership": after_the_lead}),
    "signatories:set_employer": ("officer", OFFICER),
    "signatories:appoint_officer": ("officer", COMPACT),
    "signatories:hand_over_office": ("officer", OFFICER),
    "signatories:end_officer": ("officer", OFFICER),
}
