"""The mails of plans that go to many, in the portal's own words."""

from django.utils.translation import gettext_lazy as _

from compact_portal.messaging.wordings import LINK, ORGANISATION, Placeholder, Wording

PLAN = Placeholder("plan", "the plan it is about", "Action plan 2026")
LISTED = Placeholder("actions", "what is asked about, a line each", "- Publish the guide (by June)", needed=True)
PAPER = Placeholder("paper", "the way to a sheet on paper, where it comes up at a meeting; else nothing", "")

UPDATE = Wording(
    key="plan-update",
    title=_("How far have you come?"),
    when="to every organisation with a part in the plan, before a month or quarter ends or a day comes near",
    subject="{compact}: how far have you come? {period}",
    text=(
        "{organisation} has a part in “{plan}”. Please say how {these} stand:\n\n{actions}\n\n{link}\n\n{paper}\n\n"
        "It takes about two minutes, and you need no password. What you write stands in the plan, for everybody to read.\n\n"
        "The link opens what {organisation} has promised and nothing else. Pass it on only to people who may speak for it."
    ),
    placeholders=(
        LINK, ORGANISATION, PLAN, LISTED, PAPER,
        Placeholder("period", "the month or quarter", "April to June 2026"),
        Placeholder("these", "“these” and the plan’s word for what is done", "these actions"),
    ),
)  # fmt: skip
COMING_UP = Wording(
    key="plan-coming-up",
    title=_("Coming up in the plan"),
    when="to whoever takes an action forward by name, a week before its day",
    subject="{compact}: coming up in “{plan}”",
    text="Coming up in “{plan}”:\n\n{actions}\n\nSign in to say how far it has come:\n\n{link}\n\n{paper}",
    placeholders=(LINK, PLAN, LISTED, PAPER),
)
WORDINGS = (UPDATE, COMING_UP)
