"""Organisations and groups. They belong to the installation, not to one Compact: a Signature ties the two."""

from django.core.validators import RegexValidator
from django.db import models
from django.db.models import Q
from django.db.models.functions import Lower

from compact_portal.audit.history import tracked, tracked_links
from compact_portal.database.fields import WebAddressField
from compact_portal.database.rules import closed_choices
from signatories.models.compact import Area

# What no name holds: line breaks and other control characters, and marks that turn the direction of writing. A mail's subject
# and a line of a list are made of names.
UNPRINTABLE = r"[\u0001-\u001f\u007f-\u009f\u2028\u2029\u202a-\u202e\u2066-\u2069]"
ONE_LINE = "Write it on one line, without control characters."
printable = RegexValidator(UNPRINTABLE, ONE_LINE, inverse_match=True)


def prints(*fields: str, name: str) -> models.CheckConstraint:
    """The same for every writer, also one that no form checks."""
    wrong = Q()
    for field in fields:
        wrong |= Q(**{f"{field}__regex": UNPRINTABLE})
    return models.CheckConstraint(condition=~wrong, name=name, violation_error_message=ONE_LINE)


class Sector(models.TextChoices):
    STATUTORY = "statutory", "statutory"
    VOLUNTARY = "voluntary", "voluntary and community"
    CROSS = "cross", "cross-sector"


EVER_SIGNED = ["signed", "refreshed", "lapsed", "withdrawn"]


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
        return self.filter(Q(name__iexact=name) | Q(acronym__iexact=name) | Q(names__name__iexact=name)).distinct()

    def matching(self, words: str) -> "OrganisationQuerySet":
        """Those whose name, acronym or another name holds every one of `words`, in any order."""
        found = self
        for word in words.split()[:8]:
            other = OrganisationName.objects.filter(organisation=models.OuterRef("pk"), name__icontains=word)
            found = found.filter(Q(name__icontains=word) | Q(acronym__icontains=word) | models.Exists(other))
        return found


@tracked()
@closed_choices
class Organisation(models.Model):
    class Kind(models.TextChoices):
        COUNTY = "county_council", "county or unitary council"
        DISTRICT = "district_council", "district or borough council"
        PARISH = "parish_council", "parish or town council"
        POLICE = "police", "police"
        FIRE = "fire", "fire and rescue"
        HEALTH = "health", "health body"
        GOVERNMENT = "government", "government office or agency"
        OTHER_PUBLIC = "other_public", "other public body"
        CHARITY = "charity", "charity"
        COMMUNITY = "community_group", "community group"
        INFRASTRUCTURE = "infrastructure", "infrastructure body"
        SOCIAL_ENTERPRISE = "social_enterprise", "social enterprise"
        FAITH = "faith", "faith group"
        NETWORK = "network", "network or forum"
        PARTNERSHIP = "partnership", "partnership"

    class Size(models.TextChoices):
        SMALL = "small", "no paid staff, or one"
        MEDIUM = "medium", "2 to 49 staff"
        LARGE = "large", "50 staff or more"

    name = models.CharField(max_length=200, validators=[printable])
    acronym = models.CharField(max_length=20, blank=True, validators=[printable])
    sector = models.CharField(max_length=10, choices=Sector)
    kind = models.CharField(max_length=20, choices=Kind)
    size = models.CharField(max_length=10, choices=Size, blank=True)
    areas = models.ManyToManyField(Area, blank=True, related_name="organisations")
    website = WebAddressField(blank=True)
    charity_number = models.CharField(max_length=20, blank=True)
    contact_email = models.EmailField("address for the portal's mail", blank=True, help_text="May be shared by several people.")
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
                violation_error_message="There is an organisation of this name already.",
            ),
            models.CheckConstraint(condition=~Q(merged_into=models.F("id")), name="organisation_not_into_itself"),
            models.CheckConstraint(
                condition=Q(website="") | Q(website__iregex=r"^https?://"),
                name="organisation_website_is_a_page",
                violation_error_message="A website begins with http:// or https://.",
            ),
            prints("name", "acronym", name="organisation_name_prints"),
        ]

    def __str__(self):
        return self.name

    def is_open_to(self, compact) -> bool:
        """Whether that agreement's steering group sees more than what is public: it has signed there, or is on nobody else's list."""
        lists = dict(self.signatures.values_list("compact", "status"))
        return lists.get(compact.pk) in EVER_SIGNED or not lists.keys() - {compact.pk}


@tracked_links(Organisation.areas)
class OrganisationArea(Organisation.areas.through):
    class Meta:
        proxy = True


@tracked()
@closed_choices
class OrganisationName(models.Model):
    """Another name of an organisation, so that an import and a search find it."""

    class Kind(models.TextChoices):
        ALIAS = "alias", "also called"
        FORMER = "former", "formerly"

    organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="names")
    name = models.CharField(max_length=200, validators=[printable])
    kind = models.CharField(max_length=6, choices=Kind, default=Kind.ALIAS)

    class Meta:
        ordering = ["name"]
        constraints = [
            models.UniqueConstraint("organisation", Lower("name"), name="organisation_other_name_once"),
            prints("name", name="organisation_other_name_prints"),
        ]

    def __str__(self):
        return self.name


@tracked()
class GroupMembership(models.Model):
    """An organisation's part in a partnership, network or group."""

    group = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="members")
    member = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="groups")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["group", "member"], name="group_member_once"),
            models.CheckConstraint(condition=~Q(group=models.F("member")), name="group_not_in_itself"),
        ]

    def __str__(self):
        return f"{self.member} in {self.group}"
