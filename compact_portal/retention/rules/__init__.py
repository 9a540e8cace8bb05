"""Each kind of personal data, as one list: what it is, whose, why, who sees it, how long it is kept, and how it ends.

The command, the page of what is kept, the page of what is held about me and the register of processing (UK GDPR, article 30) are all
drawn from it. What no rule ends stands in retention/tables.py, with the reason.
"""

from compact_portal.retention.rules import accounts, disputes, messaging, portal, reviews, signatories

RULES = (
    accounts.PEOPLE,
    messaging.MAIL,
    messaging.MAIL_FAILED,
    messaging.UNREACHABLE,
    messaging.SENT_LINKS,
    signatories.CORRECTIONS,
    signatories.REQUESTS,
    signatories.COMMENTS,
    accounts.SESSIONS,
    accounts.SIGN_IN,
    reviews.EVENTS,
    reviews.DRAFTS,
    reviews.ANSWERS,
    signatories.ENQUIRIES,
    signatories.IMPORTS,
    reviews.NOTES,
    signatories.DELEGATES,
    disputes.ADVICE,
    disputes.CASES,
    portal.RECORD,
    portal.PACKS,
    portal.BACKUPS,
)
