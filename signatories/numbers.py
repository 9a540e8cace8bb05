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
# org-id.guide, lists of Great Britain, less those that are of no organisation's own (as of 2026).
REGISTERS = {
    "CASC", "CCSCUST", "CHC", "COA", "COE", "COH", "CR", "EDU", "GOR", "GOV", "GOVUK", "HESA", "IRN", "LAE", "LANI", "LAS", "MPR", "NHS", "NIC",
    "PLA", "PPG", "REV", "SC", "SCOTEDU", "SHPE", "SRS", "UKPRN", "WALEDU",
}  # fmt: skip
# How a number is written in a register that has one way of it; elsewhere any letters and figures do.
WRITTEN = {
    "CHC": r"[0-9]{6,7}", "SC": r"SC[0-9]{6}", "NIC": r"[0-9]{6}", "COH": COMPANY.strip("^$"), "MPR": r"(IP|RS|FS|CU|BS)?[0-9]{1,6}[A-Z]{0,2}",
    "LAE": r"[A-Z]{3}", "LAS": r"[A-Z]{3}", "LANI": r"[A-Z]{3}", "PLA": r"[A-Z]{3}", "NHS": r"[A-Z0-9]{3,8}", "UKPRN": r"1[0-9]{7}",
}  # fmt: skip
NO_REGISTER = _(
    "“%(register)s” is no register of org-id.guide: councils are in GB-LAE, GB-LAS, GB-PLA or GB-LANI, the NHS in GB-NHS, mutuals in GB-MPR."
)
NOT_SO_WRITTEN = _("“%(number)s” is not how %(register)s writes its numbers: look the organisation up there.")
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
    if number and field == "org_id":
        of_its_register(number)
    return number


def of_its_register(org_id: str) -> None:
    """Raises ValidationError for a register of Great Britain that is none, or a number that its register does not write so."""
    country, register, number = org_id.split("-", 2)
    said = {"register": f"{country}-{register}", "number": number}
    if country == "GB" and register not in REGISTERS:
        raise ValidationError(NO_REGISTER % said)
    if country == "GB" and not re.fullmatch(WRITTEN.get(register, ".+"), number):
        raise ValidationError(NOT_SO_WRITTEN % said)


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
