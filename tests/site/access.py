"""Who may see the pages that belong to no single app."""

ACCESS = {
    "accessibility": ("public", {}),
    "kept": ("public", {}),
    "host": ("superuser", {}),
    "front": ("public", {}),
    "healthz": ("public", {}),
    "dashboard": ("steering", {"compact": "wealdshire"}),
    "home": ("signed_in", {}),
}
