"""Model fields that differ from Django's in one point."""

from django.db import models


class WebAddressField(models.URLField):
    """A web address; one typed without its scheme is taken as https, as Django 6 will do by itself."""

    def formfield(self, **kwargs):
        return super().formfield(**{"assume_scheme": "https"} | kwargs)

    def deconstruct(self):
        name, _, args, kwargs = super().deconstruct()
        return name, "django.db.models.URLField", args, kwargs
