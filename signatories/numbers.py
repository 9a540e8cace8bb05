"""Numbers under which registers know an organisation. One number has one spelling here, so that the same body is found again.

Shapes: Charity Commission for England and Wales 6 or 7 figures (a linked charity adds "-1"); OSCR "SC" and 6 figures, Northern
Ireland "NIC" and 6; Companies House 8 figures, or 2 letters and 6; org-id.guide "GB-CHC-1234567".
"""

import re

from django.core.exceptions import ValidationError
from django.core.validators import RegexValidator
from django.utils.translation import gettext_lazy as _

CHARITY = r"^([0-9]{6,7}(-[0-9]{1,3})?|SC[0-9]{6}|NIC[0-9]{6})$"
COMPANY = r"^([0-9]{8}|[A-Z]{2}[0-9]{6}|[A-Z]{2}[0-9]{5}R)$"
ORG_ID = r"^[A-Z]{2}-[A-Z0-9_]{2,12}-[A-Z0-9/._-]{1,40}$"
SHAPES = {"charity_number": CHARITY, "company_number": COMPANY, "org_id": ORG_ID}
SAID = {
    "charity_number": _("A charity number has 6 or 7 figures, such as 1234567, or begins with SC or NIC."),
    "company_number": _("A company number has 8 figures, such as 01234567, or 2 letters and 6 figures."),
    "org_id": _("An org-id names its register first, such as GB-CHC-1234567."),
}
charity_number = RegexValidator(CHARITY, SAID["charity_number"])
company_number = RegexValidator(COMPANY, SAID["company_number"])
org_id = RegexValidator(ORG_ID, SAID["org_id"])


def even(field: str, typed: str) -> str:
    """`typed` in the one spelling; a number that lost its noughts in a spreadsheet gets them back. It may still be wrong."""
    text = re.sub(r"[\s.]+" if field != "org_id" else r"\s+", "", typed).upper()
    if field == "charity_number":
        return re.sub(r"^(REGISTEREDCHARITY|CHARITY)?(NUMBER|NO|NUM)?[:#]?", "", text)
    if field == "company_number" and re.fullmatch(r"[0-9]{5,7}", text):
        return text.zfill(8)
    if field == "company_number" and re.fullmatch(r"[A-Z]{2}[0-9]{4,5}", text):
        return text[:2] + text[2:].zfill(6)
    return text


def checked(field: str, typed: str) -> str:
    """The number in its one spelling. Raises ValidationError, in words for the page, for what no register gives out."""
    number = even(field, typed)
    if number and not re.fullmatch(SHAPES[field], number):
        raise ValidationError(SAID[field])
    return number


def org_id_of(charity: str, company: str) -> str:
    """The identifier after org-id.guide of a body with these numbers, in their one spelling; the charity regulator's comes first.

    A linked charity ("1234567-1") has none of its own: the number before the dash is its parent's.
    """
    if charity.startswith("SC"):
        return f"GB-SC-{charity}"
    if charity.startswith("NIC"):
        return f"GB-NIC-{charity.removeprefix('NIC')}"
    if charity and "-" not in charity:
        return f"GB-CHC-{charity}"
    return f"GB-COH-{company}" if company else ""
