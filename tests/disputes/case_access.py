"""Who may see which address. A case is seen by its people alone, each with the passphrase that opens their key.

What stands here is what they see with their key open: everybody of the sweep who has a key enters the passphrase first. That without
it they come to the page that asks for it, whatever they asked for, is a test of its own (tests/site/test_access.py).
"""

from tests.disputes.case_of_the_sweep import HOLDERS, prepare  # noqa: F401  prepare is called by tests/site/sweep.py

COMPACT = {"compact": "wealdshire"}
CASE = COMPACT | {"reference": lambda cast: cast.case.reference}
DRAFT = COMPACT | {"reference": lambda cast: cast.draft.reference}
SAID = CASE | {"pk": lambda cast: cast.said.pk}
ANY = "00000000-0000-4000-8000-000000000000"

OF_A_SIDE = "lead council_lead companion"
IN_THE_CASE = f"{OF_A_SIDE} helper panel_member case_officer"
TO_MAKE_ONE = {"disputes:passphrase": f"signed_in but {HOLDERS}"}  # whoever has no passphrase yet
TO_ENTER_IT = {"disputes:unlock": f"signed_in but {HOLDERS}"}

CASES = {
    "disputes:passphrase": ("signed_in", {}),
    "disputes:make_passphrase": ("signed_in", {}, {"disputes:passphrase": HOLDERS}),
    "disputes:unlock": ("signed_in", {}, {"disputes:make_passphrase": f"signed_in but {HOLDERS}"}),
    "disputes:lock": ("post:signed_in", {}),
    "disputes:change_passphrase": ("signed_in", {}, TO_ENTER_IT),
    "disputes:sheet": ("signed_in", {}, TO_ENTER_IT),
    "disputes:lost": ("signed_in", {}),
    "disputes:by_sheet": ("signed_in", {}, TO_MAKE_ONE),
    "disputes:begin_again": ("signed_in", {}, TO_MAKE_ONE),
    "disputes:cases": ("signed_in", COMPACT),
    "disputes:before": ("public", COMPACT),
    "disputes:begin": ("signed_in", COMPACT, {"disputes:unlock": "volunteer", "disputes:before": "signed_in but lead council_lead volunteer"}),
    "disputes:change_draft": ("lead", DRAFT),
    "disputes:print_draft": ("lead", DRAFT),
    "disputes:send_draft": ("lead", DRAFT),
    "disputes:delete_draft": ("lead", DRAFT),
    "disputes:case": (IN_THE_CASE, CASE),
    "disputes:step": ("lead", CASE | {"event": "withdraw"}),
    "disputes:extend": ("case_officer", CASE),
    "disputes:say": (IN_THE_CASE, CASE),
    "disputes:share": ("lead", SAID),
    "disputes:change": ("lead", SAID),
    "disputes:consent": ("post:lead council_lead", SAID),
    "disputes:publish_story": ("post:case_officer", SAID),
    "disputes:put_in_plan": ("case_officer", SAID),
    "disputes:give_file": (IN_THE_CASE, CASE),
    "disputes:take_file": (IN_THE_CASE, CASE | {"pk": lambda cast: cast.file.pk}),
    "disputes:find": ("panel_member", CASE),
    "disputes:recommend": ("helper panel_member", CASE),
    "disputes:story": (IN_THE_CASE, CASE),
    "disputes:join": ("lead", CASE),
    "disputes:add_companion": ("lead council_lead", CASE),
    "disputes:answer_offer": ("post:", CASE),
    "disputes:stand_down": ("panel_member", CASE),
    "disputes:replace_convenor": ("", CASE | {"part": ANY}),  # the panel is formed: convenors have nothing left to decide
    "disputes:choose_panel": ("post:", CASE),
    "disputes:declare": ("post:panel_member", CASE),
    "disputes:hand_over": ("case_officer", CASE),
    "disputes:hand_over_to": (
        "case_officer",
        CASE | {"pk": lambda cast: cast.officer.offices.get().pk},
        {"disputes:hand_over": "case_officer"},
    ),  # no key yet
    "disputes:ask_for_officer": ("", CASE),  # the case officer is there
    "disputes:private_question": ("lead", CASE | {"pk": lambda cast: cast.question.pk}),
    "disputes:keys": (IN_THE_CASE, CASE),
    "disputes:let_in": (f"post:{IN_THE_CASE}", CASE | {"part": lambda cast: cast.waits.pk}),
    "disputes:looked": (IN_THE_CASE, CASE),
    "disputes:ask_recovery": ("helper", CASE),  # whom the side that answers has not let into its own words yet
    "disputes:object": (f"post:{IN_THE_CASE}", CASE | {"recovery": lambda cast: cast.recovery.pk}),
    "disputes:finish_recovery": ("post:", CASE | {"recovery": lambda cast: cast.recovery.pk}),
    "disputes:custodians": ("steering custodian", COMPACT),
    "disputes:propose_custodian": ("officer", COMPACT),
    "disputes:prove_custodian": ("post:custodian", COMPACT),
    "disputes:confirm_custodian": ("post:vcs_member case_officer", COMPACT | {"pk": lambda cast: cast.proposed.pk}),
    "disputes:end_custodian": ("officer custodian", COMPACT | {"pk": lambda cast: cast.custody.pk}),
    "disputes:recoveries": ("custodian", COMPACT),
    "disputes:agree": ("custodian", COMPACT | {"recovery": lambda cast: cast.recovery.pk}),
}
