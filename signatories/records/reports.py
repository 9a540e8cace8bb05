"""What the register of documents gives to plans: sentences that can stand as achievements."""

from dataclasses import dataclass, field

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from signatories.models import Reference

# What a strength says: whose document, what kind of document it is, and its title.
SAID = {
    Reference.Strength.AIMS: _("%(owner)s %(kind)s %(document)s states the aim to adopt the %(agreement)s."),
    Reference.Strength.REFERS: _("%(owner)s %(kind)s %(document)s refers to the %(agreement)s."),
    Reference.Strength.STATED: _("%(owner)s %(kind)s %(document)s states its commitment to the %(agreement)s."),
    Reference.Strength.PROMOTES: _("%(owner)s %(kind)s %(document)s contains and promotes the %(agreement)s."),
    Reference.Strength.OPERATES: _("%(owner)s %(kind)s %(document)s operates in accordance with the %(agreement)s."),
    Reference.Strength.ADOPTED: _("%(owner)s %(kind)s %(document)s has adopted the %(agreement)s."),
    Reference.Strength.AMENDED: _("%(owner)s %(kind)s %(document)s was amended to keep to the %(agreement)s."),
}


@dataclass(frozen=True)
class Draft:
    """What an achievement is made from. `source` is the row that it tells of."""

    text: str
    organisations: list = field(default_factory=list)
    codes: list = field(default_factory=list)
    source: object = None


def achievement_of(reference: Reference) -> Draft:
    """“Rother District Council’s Community Strategy (2008 to 2011) refers to the Compact.” Take it from a queryset `with_names()`."""
    owner = reference.organisation.name
    said = {
        "owner": (gettext("%(name)s’") if owner.endswith("s") else gettext("%(name)s’s")) % {"name": owner},
        "kind": reference.get_kind_display(),
        "document": f"“{reference.document}” ({reference.period})" if reference.period else f"“{reference.document}”",
        "agreement": reference.compact.terms.agreement,
    }
    text = SAID[reference.strength] % said
    return Draft(text[:1].upper() + text[1:], [reference.organisation], list(reference.codes.all()), reference)
