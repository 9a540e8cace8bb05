"""Who may see the pages that belong to no single app."""

from actionplans.actions.calendar import renew_calendar

ACCESS = {
    "accessibility": ("public", {}),
    "kept": ("public", {}),
    "host": ("superuser", {}),
    "front": ("public", {}),
    "healthz": ("public", {}),
    "setting_up": ("officer", {"compact": "wealdshire"}),
    "dashboard": ("steering", {"compact": "wealdshire"}),
    "home": ("signed_in", {}),
    "my_agreements": ("signed_in", {}),
    "search": ("public", {}),
    "person_calendar": ("public", {"token": lambda cast: renew_calendar(by=cast.lead)}),
}
