"""Who may see which address. A value that differs from run to run is given as a function of the cast."""

from signatories.models import Champion, Membership, Signature

COMPACT = {"compact": "wealdshire"}
SIGNATURE = COMPACT | {"pk": lambda cast: Signature.objects.get(organisation=cast.charity).pk}

ACCESS = {
    "signatories:compact": ("public", COMPACT),
    "signatories:agreement": ("public", COMPACT),
    "signatories:code": ("public", COMPACT | {"number": 1}),
    "signatories:privacy": ("public", COMPACT),
    "signatories:signatories": ("public", COMPACT),
    "signatories:champions": ("public", COMPACT),
    "signatories:data": ("public", COMPACT),
    "signatories:signatories_csv": ("public", COMPACT),
    "signatories:steering": ("steering", COMPACT),
    "signatories:signatures": ("steering", COMPACT),
    "signatories:signature": ("steering", SIGNATURE),
    "signatories:invite": ("officer", COMPACT),
    "signatories:add_organisation": ("officer", COMPACT),
    "signatories:invite_organisation": ("officer", COMPACT | {"organisation": lambda cast: cast.charity.pk}),
    "signatories:import_file": ("officer", COMPACT),
    "signatories:import_check": ("officer", COMPACT),
    "signatories:import_template": ("officer", COMPACT),
    "signatories:duplicates": ("officer", COMPACT),
    "signatories:merge": ("officer", COMPACT | {"first": lambda cast: cast.charity.pk, "second": lambda cast: cast.police.pk}),
    "signatories:undo_merge": ("post:officer", SIGNATURE),
    "signatories:sign": ("officer", SIGNATURE),
    "signatories:change_address": ("officer", SIGNATURE),
    "signatories:end_signature": ("officer", SIGNATURE),
    "signatories:name_champion": ("officer", SIGNATURE),
    "signatories:end_champion": ("officer", SIGNATURE | {"champion": lambda cast: Champion.objects.get(person=cast.champion).pk}),
    "signatories:add_lead": ("officer", SIGNATURE),
    "signatories:end_lead": ("officer", SIGNATURE | {"membership": lambda cast: Membership.objects.get(person=cast.lead).pk}),
    "signatories:add_colleague": ("lead", SIGNATURE),
    "history": ("steering", COMPACT | {"model": "organisation", "pk": lambda cast: cast.charity.pk}),
}
