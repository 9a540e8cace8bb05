"""Who may see which address. A case is seen by its people alone; without their passphrase they come to the page that asks for it."""

from django.utils import timezone

from disputes import wall
from disputes.models import Case, CaseKey, Custodian, Part, Party, PersonKey, Recovery, Share


def prepare(cast) -> None:
    """A case of the charity against the council, in which the charity's lead takes part and asks to be let back in.

    The Champion is a custodian here, and somebody else is proposed as one. No key of this case opens anything.
    """
    now = timezone.now()
    known = {"compact": cast.compact, "organisation": cast.police, "sector": "statutory", "proposed_at": now, "proposed_by": cast.officer}
    cast.proposed = Custodian.objects.create(person=cast.board_member, **known)
    cast.custodian = Custodian.objects.create(person=cast.champion, since="2009-01-01", confirmed_at=now, confirmed_by=cast.vcs_member, **known)
    holder = PersonKey.objects.create(person=cast.champion, public=b"", made_on="2009-01-01")
    case = Case(compact=cast.compact, edition=cast.edition, setting="facilitated+panel", reference="0123-4567-89AB-CDEF")
    with wall.inside(case=case):
        case.save(force_insert=True)
        Party.objects.create(case=case, organisation=cast.charity, side="raiser")
        Party.objects.create(case=case, organisation=cast.council, side="responder")
        cast.part = Part.objects.create(case=case, person=cast.lead, role="raiser", side="raiser", organisation=cast.charity)
        key = CaseKey.objects.create(case=case, audience="case", fingerprint=b"", made_on="2009-01-01")
        Share.objects.create(case=case, key=key, custodian=cast.custodian, holder=holder, sealed=b"")
        cast.recovery = Recovery.objects.create(case=case, part=cast.part, asked_at=now, asked_by=cast.lead)


COMPACT = {"compact": "wealdshire"}
ANY = "00000000-0000-4000-8000-000000000000"
CASE = {"compact": "wealdshire", "reference": "0123-4567-89AB-CDEF"}
SOME = {"pk": "6f1c2c1e-9d0a-4a4e-8d57-0b4c1d0e7a11"}

CASES = {
    "disputes:passphrase": ("signed_in", {}),
    "disputes:make_passphrase": ("signed_in", {}),
    "disputes:unlock": ("signed_in", {}),
    "disputes:lock": ("post:signed_in", {}),
    "disputes:cases": ("signed_in", {"compact": "wealdshire"}),
    "disputes:before": ("public", {"compact": "wealdshire"}),
    "disputes:begin": ("signed_in", {"compact": "wealdshire"}),
    "disputes:case": ("lead", CASE),
    "disputes:change_draft": ("lead", CASE),
    "disputes:print_draft": ("lead", CASE),
    "disputes:send_draft": ("lead", CASE),
    "disputes:delete_draft": ("lead", CASE),
    "disputes:step": ("lead", CASE | {"event": "withdraw"}),
    "disputes:extend": ("lead", CASE),
    "disputes:say": ("lead", CASE),
    "disputes:share": ("lead", CASE | SOME),
    "disputes:change": ("lead", CASE | SOME),
    "disputes:consent": ("post:lead", CASE | SOME),
    "disputes:publish_story": ("post:lead", CASE | SOME),
    "disputes:put_in_plan": ("lead", CASE | SOME),
    "disputes:give_file": ("lead", CASE),
    "disputes:take_file": ("lead", CASE | SOME),
    "disputes:find": ("lead", CASE),
    "disputes:recommend": ("lead", CASE),
    "disputes:story": ("lead", CASE),
    "disputes:join": ("lead", CASE),
    "disputes:add_companion": ("lead", CASE),
    "disputes:answer_offer": ("post:lead", CASE),
    "disputes:stand_down": ("lead", CASE),
    "disputes:replace_convenor": ("lead", CASE | {"part": ANY}),
    "disputes:choose_panel": ("post:lead", CASE),
    "disputes:declare": ("post:lead", CASE),
    "disputes:private_question": ("lead", CASE | {"pk": 1}),
    "disputes:change_passphrase": ("signed_in", {}),
    "disputes:sheet": ("signed_in", {}),
    "disputes:lost": ("signed_in", {}),
    "disputes:by_sheet": ("signed_in", {}),
    "disputes:begin_again": ("signed_in", {}),
    "disputes:keys": ("lead", CASE),
    "disputes:let_in": ("post:lead", CASE | {"part": lambda cast: cast.part.pk}),
    "disputes:looked": ("lead", CASE),
    "disputes:ask_recovery": ("lead", CASE),
    "disputes:object": ("post:lead", CASE | {"recovery": ANY}),
    "disputes:finish_recovery": ("post:lead", CASE | {"recovery": ANY}),
    "disputes:custodians": ("officer statutory_member vcs_member champion", COMPACT),
    "disputes:propose_custodian": ("officer", COMPACT),
    "disputes:prove_custodian": ("post:champion", COMPACT),
    "disputes:confirm_custodian": ("post:vcs_member", COMPACT | {"pk": lambda cast: cast.proposed.pk}),
    "disputes:end_custodian": ("officer champion", COMPACT | {"pk": lambda cast: cast.custodian.pk}),
    "disputes:recoveries": ("champion", COMPACT),
    "disputes:agree": ("champion", COMPACT | {"recovery": lambda cast: cast.recovery.pk}),
}
