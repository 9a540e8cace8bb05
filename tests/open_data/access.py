"""Open data is everybody's; nothing of it can be changed."""

COMPACT = {"compact": "wealdshire"}

ACCESS = {
    "open_data:data": ("public", COMPACT),
    "open_data:table": ("public", COMPACT | {"dataset": "signatories", "form": "csv"}),
    "open_data:start": ("public", {}),
    "open_data:openapi": ("public", {}),
    "open_data:agreements": ("public", {}),
    "open_data:agreement": ("public", COMPACT),
    "open_data:rows": ("public", COMPACT | {"dataset": "actions"}),
    "open_data:row": ("public", COMPACT | {"dataset": "signatories", "key": lambda cast: cast.charity.signatures.get().public_id}),
}
