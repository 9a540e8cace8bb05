"""The kitemark: a scheme is put in use; somebody applies for one thing; two people of different sectors decide; the mark ends or is taken away."""

from .applying import checked, confirm_as_partner, reviews_of, save_application, send_application, withdraw_application
from .deciding import decide, name_assessor, release_assessor, suspend, withdraw
from .scheme import new_scheme_version, save_scheme, use_scheme

__all__ = [
    "checked", "confirm_as_partner", "decide", "name_assessor", "new_scheme_version", "release_assessor", "reviews_of", "save_application",
    "save_scheme", "send_application", "suspend", "use_scheme", "withdraw", "withdraw_application",
]  # fmt: skip
