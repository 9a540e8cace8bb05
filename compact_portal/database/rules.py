"""Constraints that many models share, each written once."""

from django.db import models
from django.db.models import F, Q


def closed_choices(model: type[models.Model]) -> type[models.Model]:
    """Class decorator: every field with choices holds one of them. Django checks that in forms only, this for every writer."""
    for field in model._meta.local_fields:
        if field.choices:
            allowed = [value for value, _ in field.flatchoices if value is not None] + ([""] if field.blank else [])
            name = f"{model._meta.model_name}_{field.name}_is_known"
            model._meta.constraints.append(models.CheckConstraint(condition=Q(**{f"{field.name}__in": allowed}), name=name))
    model._meta.original_attrs["constraints"] = model._meta.constraints
    return model


def together(*fields: str, name: str) -> models.CheckConstraint:
    """All of `fields` are set, or none: who and when travel together."""
    unset = Q(**{f"{field}__isnull": True for field in fields})
    given = Q(**{f"{field}__isnull": False for field in fields})
    return models.CheckConstraint(condition=unset | given, name=f"%(class)s_{name}")


def in_order(first: str, second: str, *, name: str = "") -> models.CheckConstraint:
    """`second` does not come before `first`, when both are set. Give a `name` where `second` has more than one such rule."""
    condition = Q(**{f"{first}__isnull": True}) | Q(**{f"{second}__isnull": True}) | Q(**{f"{second}__gte": F(first)})
    message = f"{second.replace('_', ' ').capitalize()} cannot be before {first.replace('_', ' ')}."
    return models.CheckConstraint(condition=condition, name=f"%(class)s_{name or second}_not_early", violation_error_message=message)


def serving(on, *, since: str = "since", until: str = "until") -> Q:
    """The rows of a dated role that hold on the day `on`: begun, and not yet ended."""
    return Q(**{f"{since}__lte": on}) & (Q(**{f"{until}__isnull": True}) | Q(**{f"{until}__gte": on}))
