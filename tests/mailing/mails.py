"""Which mails keep the portal's words, and which go to one alone: each with its reason. Whatever is in no table fails the test."""

SIGN_IN = "proves who somebody is: alike everywhere, so that nobody learns to trust another wording"
UNPROVED = "goes to an address that nobody has proved yet: no words of anybody may travel there"
UNDO = "the only way to notice a wrong change: those who made it must not choose its words"
TO_OFFICERS = "a task for the officers themselves, whose words these would be"
NEUTRAL = "says alike for everybody that something waits: a word more could tell of a disagreement"
PROMISE = "holds a promise of the portal about who reads what, which no agreement may change"
OWN_LETTER = "somebody's own letter: its words are typed each time"
ASKER = "to one of the public who asked in confidence: it says that there is something to read, and nothing else"
BETWEEN = "between people of one group, who look after one checklist: no officer has a part in it"

# Places whose words stand in the source, on purpose. None of them waits for an officer: what is fixed is one person's, or must come at once.
FIXED = {
    "compact_portal.accounts.adapter.AccountAdapter.send_mail": SIGN_IN,
    "compact_portal.accounts.emails.confirm_new_address": SIGN_IN,
    "compact_portal.accounts.emails.tell_of_asked_address": UNDO,
    "compact_portal.accounts.emails.tell_of_new_address": UNDO,
    "compact_portal.leaving.emails.asked_for": UNDO,
    "compact_portal.leaving.emails.failed": "the portal's own answer to an officer who asked for a file",
    "compact_portal.leaving.emails.ready": "the portal's own answer to an officer who asked for a file",
    "disputes.custody_due.mail_heads": "a proof for custodians: its line must be exactly what was written down",
    "disputes.custody_due.warn_of_lapsed": TO_OFFICERS,
    "disputes.emails.stands_ready": UNDO,
    "disputes.emails.tell": NEUTRAL,
    "reviews.actions.changing_invitations.tell_before": UNDO,
    "reviews.actions.colleagues.mail_colleague": PROMISE,
    "reviews.actions.returning.send_code": SIGN_IN,
    "reviews.checklists.emails.asked_for_sheets": PROMISE,
    "reviews.checklists.emails.evidence_stale": BETWEEN,
    "reviews.checklists.emails.item_given": BETWEEN,
    "signatories.emails.address_changed": UNDO,
    "signatories.emails.lead_added": UNDO,
    "signatories.emails.lead_ended": UNDO,
    "signatories.emails.lead_handed_over": UNDO,
    "signatories.emails.lead_set_by_hand": UNDO,
    "signatories.emails.merged": UNDO,
    "signatories.emails.signature_recorded": UNDO,
    "signatories.emails_champions.hand_over_undone": UNDO,
    "signatories.emails_champions.handed_over": UNDO,
    "signatories.emails_corrections.answered": "a right in law: an answer may not be worded so that nobody goes to read it",
    "signatories.emails_corrections.asked": TO_OFFICERS,
    "signatories.emails_enquiries.answered": ASKER,
    "signatories.emails_enquiries.closed": ASKER,
    "signatories.emails_enquiries.confirm": UNPROVED,
    "signatories.emails_enquiries.passed_on": ASKER,
    "signatories.emails_joining.confirm_address": UNPROVED,
    "signatories.emails_joining.declined_by_link": TO_OFFICERS,
    "signatories.emails_joining.signed_by_link": UNDO,
    "signatories.emails_joining.somebody_asks": TO_OFFICERS,
    "signatories.emails_refresh.address_changed": UNDO,
    "signatories.emails_steering.address_changed": UNDO,
    "signatories.emails_steering.asked": TO_OFFICERS,
    "signatories.emails_steering.employer_changed": UNDO,
    "signatories.emails_steering.officer_begins": UNDO,
    "signatories.emails_steering.officer_ends": UNDO,
    "signatories.emails_steering.officer_set_by_hand": UNDO,
    "signatories.emails_steering.seat_set_by_hand": UNDO,
    "signatories.views.reading.write_to_officers": OWN_LETTER,
}

DECIDED = "one answer to one request, pressed by an officer for this one"
PRESSED = "an officer presses for this one organisation or person, and sees whom it goes to"
ASKED_FOR = "what this one has just done or asked for brings it"
OWN_DAY = "each on a day of its own, to whom that day belongs"

# Editable mails that never wait: each goes to one at a time.
SINGLE = {
    "actionplans.emails.action_moved": "to the few who support one action; news is gathered with the mail of the day",
    "actionplans.emails.date_decided": DECIDED,
    "reviews.actions.changing_invitations.give_extra_time": PRESSED,
    "reviews.actions.offers.answer_offer": DECIDED,
    "reviews.actions.typing.type_answer": PRESSED,
    "reviews.checklists.emails.asked_to_assess": PRESSED,
    "reviews.checklists.emails.assigned": PRESSED,
    "reviews.checklists.emails.kitemark_ends": OWN_DAY,
    "reviews.emails_events.confirm": ASKED_FOR,
    "signatories.emails.invitation": PRESSED,
    "signatories.emails_champions.named": PRESSED,
    "signatories.emails_champions.takes_over": ASKED_FOR,
    "signatories.emails_enquiries.late": OWN_DAY,
    "signatories.emails_enquiries.waiting": ASKED_FOR,
    "signatories.emails_joining.request_approved": DECIDED,
    "signatories.emails_joining.request_refused": DECIDED,
    "signatories.emails_joining.signing_link": PRESSED,
    "signatories.emails_refresh.thanks": ASKED_FOR,
    "signatories.emails_steering.declined": DECIDED,
    "signatories.emails_steering.sits": PRESSED,
    "signatories.emails_steering.stops": PRESSED,
    "signatories.emails_training.ask_delegate": PRESSED,
}
