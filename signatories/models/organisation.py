"""Organisations and groups. They belong to the installation, not to one Compact: a Signature ties the two."""

import pgtrigger
from django.core.exceptions import ValidationError
from django.core.validators import RegexValidator
from django.db import models
from django.db.models import Q
from django.db.models.expressions import RawSQL
from django.db.models.functions import Lower
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from compact_portal.audit.history import tracked, tracked_links
from compact_portal.database.fields import WebAddressField
from compact_portal.database.rules import closed_choices, in_order
from compact_portal.finding import names_index
from signatories import numbers
from signatories.models.compact import Area
from signatories.models.name_word import kept_words

# What no name holds: line breaks and other control characters, and marks that turn the direction of writing. A mail's subject
# and a line of a list are made of names.
UNPRINTABLE = r"[\u0001-\u001f\u007f-\u009f\u2028\u2029\u202a-\u202e\u2066-\u2069]"
ONE_LINE = _("Write it on one line, without control characters.")
printable = RegexValidator(UNPRINTABLE, ONE_LINE, inverse_match=True)


def prints(*fields: str, name: str) -> models.CheckConstraint:
    """The same for every writer, also one that no form checks."""
    wrong = Q()
    for field in fields:
        wrong |= Q(**{f"{field}__regex": UNPRINTABLE})
    return models.CheckConstraint(condition=~wrong, name=name, violation_error_message=ONE_LINE)


class Sector(models.TextChoices):
    STATUTORY = "statutory", _("statutory")
    VOLUNTARY = "voluntary", _("voluntary and community")
    CROSS = "cross", _("cross-sector")


# Parish and town councils are an important part of the statutory sector (domain.md R-25).
PUBLIC_KINDS = ["county_council", "district_council", "parish_council", "police", "fire", "government", "other_public"]
EVER_SIGNED = ["signed", "refreshed", "lapsed", "withdrawn"]

# Everything that is the same body as those given: up to what each is kept under, and down to all that was merged into that.
SAME_AS = """
    WITH RECURSIVE up AS (
        SELECT id, merged_into_id FROM signatories_organisation WHERE id = ANY(%s)
        UNION SELECT o.id, o.merged_into_id FROM signatories_organisation o JOIN up ON o.id = up.merged_into_id
    ), down AS (
        SELECT id FROM up WHERE merged_into_id IS NULL
        UNION SELECT o.id FROM signatories_organisation o JOIN down ON o.merged_into_id = down.id
    ) SELECT id FROM down
"""
CIRCLE = _("This would make a circle of organisations: choose another one.")


def no_circle(field: str) -> pgtrigger.Trigger:
    """Following `field` from an organisation never leads back to it. Two changes at once could still close one: the verbs lock."""
    return pgtrigger.Trigger(
        name=f"{field}_makes_no_circle",
        when=pgtrigger.Before,
        operation=pgtrigger.Insert | pgtrigger.UpdateOf(f"{field}_id"),
        condition=pgtrigger.Q(**{f"new__{field}__isnull": False}),
        func=f"""
            IF NEW.id IN (
                WITH RECURSIVE on_the_way AS (
                    SELECT id, {field}_id FROM signatories_organisation WHERE id = NEW.{field}_id
                    UNION SELECT o.id, o.{field}_id FROM signatories_organisation o JOIN on_the_way w ON o.id = w.{field}_id
                ) SELECT id FROM on_the_way
            ) THEN RAISE EXCEPTION '{CIRCLE}' USING ERRCODE = 'check_violation', CONSTRAINT = 'organisation_{field}_no_circle'; END IF;
            RETURN NEW;
        """,  # noqa: S608 (`field` is a constant of this module)
    )


@tracked()
class Theme(models.Model):
    """What organisations work on, such as housing or young people. One list for the whole installation."""

    name = models.CharField(max_length=80)

    class Meta:
        ordering = ["name"]
        constraints = [models.UniqueConstraint(Lower("name"), name="theme_once", violation_error_message=_("There is a theme of this name already."))]

    def __str__(self):
        return self.name


class OrganisationQuerySet(models.QuerySet):
    def open(self) -> "OrganisationQuerySet":
        """Neither closed nor merged into another."""
        return self.filter(closed_on__isnull=True, merged_into__isnull=True)

    def known_to(self, compact) -> "OrganisationQuerySet":
        """Those that have ever signed `compact`: whose people and history its steering group may see, also after they left.

        An invitation is not enough: an officer makes it alone, for any organisation of the installation.
        """
        return self.filter(signatures__compact=compact, signatures__status__in=EVER_SIGNED)

    def named(self, name: str) -> "OrganisationQuerySet":
        """Known by `name` as its name, acronym or another name; letter case does not count."""
        return self.known_as(name)

    def known_as(self, name: str, charity_number: str = "") -> "OrganisationQuerySet":
        """Those that have this number, or are called so."""
        by_number = Q(charity_number=charity_number) if charity_number else Q(pk__in=[])
        return self.filter(by_number | Q(name__iexact=name) | Q(acronym__iexact=name) | Q(names__name__iexact=name)).distinct()

    def same_as(self, *organisations) -> "OrganisationQuerySet":
        """The given ones, what they were merged into, and all that was merged into that. Every read of what hangs on an
        organisation goes through here, because merging repoints nothing. Takes organisations or their numbers."""
        return self.filter(pk__in=RawSQL(SAME_AS, [[getattr(one, "pk", one) for one in organisations]]))  # noqa: S611 (a constant)

    def kept_under(self, *organisations) -> dict[int, int]:
        """{number of each of same_as: number of the one under which it is kept}. One query."""
        up = dict(self.same_as(*organisations).order_by().values_list("pk", "merged_into"))

        def top(pk: int) -> int:
            return top(up[pk]) if up[pk] else pk

        return {pk: top(pk) for pk in up}

    def same_as_of(self, keys: models.QuerySet) -> "OrganisationQuerySet":
        """The same of the organisations whose numbers `keys` gives, to be used inside another query."""
        asked, params = keys.order_by().query.sql_with_params()
        return self.filter(pk__in=RawSQL(SAME_AS.replace("%s", f"ARRAY({asked})"), params))  # noqa: S611 (what the ORM has written)


@tracked()
@closed_choices
class Organisation(models.Model):
    class Kind(models.TextChoices):
        COUNTY = "county_council", _("county or unitary council")
        DISTRICT = "district_council", _("district or borough council")
        PARISH = "parish_council", _("parish or town council")
        POLICE = "police", _("police")
        FIRE = "fire", _("fire and rescue")
        HEALTH = "health", _("health body")
        GOVERNMENT = "government", _("government office or agency")
        OTHER_PUBLIC = "other_public", _("other public body")
        CHARITY = "charity", _("charity")
        COMMUNITY = "community_group", _("community group")
        INFRASTRUCTURE = "infrastructure", _("infrastructure body")
        SOCIAL_ENTERPRISE = "social_enterprise", _("social enterprise")
        FAITH = "faith", _("faith group")
        NETWORK = "network", _("network or forum")
        PARTNERSHIP = "partnership", _("partnership")

    GROUPS = (Kind.NETWORK, Kind.PARTNERSHIP)

    class Size(models.TextChoices):
        SMALL = "small", _("no paid staff, or one")
        MEDIUM = "medium", _("2 to 49 staff")
        LARGE = "large", _("50 staff or more")

    name = models.CharField(max_length=200, validators=[printable])
    acronym = models.CharField(max_length=20, blank=True, validators=[printable])
    sector = models.CharField(max_length=10, choices=Sector)
    kind = models.CharField(max_length=20, choices=Kind)
    size = models.CharField(max_length=10, choices=Size, blank=True)
    areas = models.ManyToManyField(Area, blank=True, related_name="organisations")
    themes = models.ManyToManyField(Theme, blank=True, related_name="organisations")
    website = WebAddressField(blank=True)
    charity_number = models.CharField(max_length=20, blank=True, validators=[numbers.charity_number])
    company_number = models.CharField(max_length=10, blank=True, validators=[numbers.company_number])
    org_id = models.CharField(_("org-id"), max_length=60, blank=True, validators=[numbers.org_id])
    contact_email = models.EmailField(_("address for the portal's mail"), blank=True, help_text=_("May be shared by several people."))
    founded_on = models.DateField(_("began on"), null=True, blank=True)
    closed_on = models.DateField(null=True, blank=True)
    successor = models.ForeignKey("self", on_delete=models.PROTECT, null=True, blank=True, related_name="predecessors")
    merged_into = models.ForeignKey("self", on_delete=models.PROTECT, null=True, blank=True, related_name="duplicates")

    objects = OrganisationQuerySet.as_manager()

    class Meta:
        ordering = [Lower("name")]
        constraints = [
            models.UniqueConstraint(
                Lower("name"),
                condition=Q(merged_into__isnull=True),
                name="organisation_name_once",
                violation_error_message=_("There is an organisation of this name already."),
            ),
            models.CheckConstraint(
                condition=~Q(merged_into=models.F("id")),
                name="organisation_not_into_itself",
                violation_error_message=_("An organisation cannot be merged with itself."),
            ),
            models.CheckConstraint(
                condition=~Q(successor=models.F("id")),
                name="organisation_not_its_own_successor",
                violation_error_message=_("An organisation cannot follow itself."),
            ),
            models.CheckConstraint(
                condition=~Q(kind__in=PUBLIC_KINDS) | Q(sector="statutory"),
                name="organisation_public_kinds_are_statutory",
                violation_error_message=_("Councils, parish and town councils included, and other public bodies are statutory: choose that sector."),
            ),
            in_order("founded_on", "closed_on"),
            *[
                models.CheckConstraint(
                    condition=Q(**{field: ""}) | Q(**{f"{field}__regex": shape}),
                    name=f"organisation_{field}_has_its_shape",
                    violation_error_message=numbers.SAID[field],
                )
                for field, shape in numbers.SHAPES.items()
            ],
            models.CheckConstraint(
                condition=Q(website="") | Q(website__iregex=r"^https?://"),
                name="organisation_website_is_a_page",
                violation_error_message=_("A website begins with http:// or https://."),
            ),
            prints("name", "acronym", name="organisation_name_prints"),
        ]
        indexes = [names_index("name", "acronym", name="organisation_words")]
        triggers = [no_circle("successor"), no_circle("merged_into"), kept_words("name", "acronym")]

    def __str__(self):
        return self.name

    def clean(self):
        """The database refuses a circle as well; here it is said beside the field."""
        for field in ("successor", "merged_into"):
            if self.pk and getattr(self, f"{field}_id") and self.pk in way_of(self, field):
                raise ValidationError({field: gettext(CIRCLE)})

    @property
    def is_group(self) -> bool:
        return self.kind in self.GROUPS

    def is_open_to(self, compact) -> bool:
        """Whether that agreement's steering group sees more than what is public: it has signed there, or is on nobody else's list."""
        lists = dict(self.signatures.values_list("compact", "status"))
        return lists.get(compact.pk) in EVER_SIGNED or not lists.keys() - {compact.pk}


def way_of(organisation: Organisation, field: str) -> set[int]:
    """The numbers of all organisations to which `field` leads from this one, one query a step; a circle ends the walk."""
    seen, at = set(), getattr(organisation, f"{field}_id")
    while at and at not in seen:
        seen.add(at)
        at = Organisation.objects.filter(pk=at).values_list(field, flat=True).first()
    return seen


@tracked_links(Organisation.themes)
class OrganisationTheme(Organisation.themes.through):
    class Meta:
        proxy = True


@tracked_links(Organisation.areas)
class OrganisationArea(Organisation.areas.through):
    class Meta:
        proxy = True


@tracked()
@closed_choices
class OrganisationName(models.Model):
    """Another name of an organisation, so that an import and a search find it."""

    class Kind(models.TextChoices):
        ALIAS = "alias", _("also called")
        FORMER = "former", _("formerly")
        ACRONYM = "acronym", _("for short")

    organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="names")
    name = models.CharField(max_length=200, validators=[printable])
    kind = models.CharField(max_length=7, choices=Kind, default=Kind.ALIAS)

    class Meta:
        ordering = ["name"]
        constraints = [
            models.UniqueConstraint("organisation", Lower("name"), name="organisation_other_name_once"),
            prints("name", name="organisation_other_name_prints"),
        ]
        indexes = [names_index("name", name="organisationname_words")]
        triggers = [kept_words("name")]

    def __str__(self):
        return self.name
