"""Model fields that differ from Django's in one point."""

import uuid

from django.contrib.postgres.functions import RandomUUID
from django.db import models
from django.utils.translation import gettext_lazy as _


class PublicIdField(models.UUIDField):
    """By what the world may know a row for ever: drawn by lot, so that it tells neither how many there are nor since when.

    The row's own number never goes out. The database draws one too, for whoever writes past Django.
    """

    def __init__(self, verbose_name=None, **kwargs):
        usual = {"default": uuid.uuid4, "db_default": RandomUUID(), "unique": True, "editable": False}
        super().__init__(verbose_name or _("identifier in open data"), **usual | kwargs)

    def deconstruct(self):
        name, _path, args, kwargs = super().deconstruct()
        return name, "django.db.models.UUIDField", args, kwargs


class WebAddressField(models.URLField):
    """A web address; one typed without its scheme is taken as https, as Django 6 will do by itself."""

    def formfield(self, **kwargs):
        return super().formfield(**{"assume_scheme": "https"} | kwargs)

    def deconstruct(self):
        name, _, args, kwargs = super().deconstruct()
        return name, "django.db.models.URLField", args, kwargs
