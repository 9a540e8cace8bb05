"""What pages of other rooms show of checklists."""

from django import template

from reviews.models import Gap
from signatories.roles import roles_of

register = template.Library()


@register.inclusion_tag("reviews/checklists/_origin.html", takes_context=True)
def from_checklist(context, action) -> dict:
    """The gap that an action of a plan answers. Everybody sees of which item; whose answer it was, the steering group alone. One query, or two."""
    gap = Gap.objects.filter(action=action).select_related("item", "assessment__checklist", "assessment__compact", "assessment__body").first()
    if gap is None:
        return {}
    compact = gap.assessment.compact
    roles = context.get("roles") or roles_of(context["request"].user, compact)
    return {"gap": gap, "assessment": gap.assessment, "steering": roles.may_see_steering and gap.assessment.shared}
