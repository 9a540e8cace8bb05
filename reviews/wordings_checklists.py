"""The mails of checklists and of the kitemark, in the portal's own words."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import gettext_noop

from compact_portal.messaging.models import Message
from compact_portal.messaging.wordings import DAY, LINK, ORGANISATION, PAGE_LINK, SHORT_DAY, SOME_DAY, Placeholder, Wording, paragraphs

LISTS = Placeholder("lists", _("the checklists it is about"), _("Funding, Volunteering"))
TITLE = Placeholder("title", _("what the mark is for"), _("Small grants scheme"))
STANDS_FOR = gettext_noop("this address stands in the portal for {organisation}")

CHECKLIST = Wording(
    key="checklist-asked",
    title=_("A checklist to try"),
    when=_("to every group that is asked to try a checklist"),
    subject=gettext_noop("{organisation}: a checklist to try by {day}"),
    text=paragraphs(
        gettext_noop("The {steering_group} of {agreement} asks {organisation} to look at its work with the help of: {lists}. Please do so by {day}."),
        gettext_noop("Take it into a meeting: one person types, all see the same page. It can also be printed and typed in afterwards."),
        "{link}",
    ),
    reason=STANDS_FOR,
    placeholders=(LINK, ORGANISATION, DAY, SHORT_DAY, LISTS),
)
CHECKLIST_REMINDER = Wording(
    key="checklist-reminder",
    title=_("Reminder of a checklist"),
    when=_("once, two weeks before the day, to every group that has sent nothing yet"),
    subject=gettext_noop("{organisation}: the checklist is asked for by {day}"),
    text=paragraphs(
        gettext_noop("Its answers have not been sent yet. They are asked for by {day}. What has been saved is still there."),
        "{link}",
    ),
    reason=STANDS_FOR,
    kind=Message.Kind.REMINDER,
    many=True,
    placeholders=(LINK, ORGANISATION, DAY, SHORT_DAY),
)
ASSESS = Wording(
    key="kitemark-assess",
    title=_("An application for the kitemark"),
    when=_("to somebody who is named to decide about an application"),
    subject=gettext_noop("An application for the kitemark waits for you"),
    text=paragraphs(gettext_noop("You and somebody of the other sector decide whether “{title}” is awarded the {scheme}."), "{link}"),
    reason=gettext_noop("you were named as an assessor in {agreement}"),
    placeholders=(PAGE_LINK, TITLE, Placeholder("scheme", _("the name of the mark"), _("Compact kitemark"))),
)
MARK_ENDS = Wording(
    key="kitemark-ends",
    title=_("A kitemark ends"),
    when=_("to the holder of a kitemark, two months before it ends"),
    subject=gettext_noop("Kitemark {number} ends on {day}"),
    text=paragraphs(gettext_noop("The mark of “{title}” ends on {day}. To keep it, apply again before that day."), "{link}"),
    reason=STANDS_FOR,
    kind=Message.Kind.REMINDER,
    placeholders=(
        PAGE_LINK, ORGANISATION, TITLE,
        Placeholder("number", _("the number of the mark"), "2025-3"),
        Placeholder("day", _("the day on which it ends"), SOME_DAY),
    ),
)  # fmt: skip
WORDINGS = (CHECKLIST, CHECKLIST_REMINDER, ASSESS, MARK_ENDS)
