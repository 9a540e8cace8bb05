"""Who an owner cell names: organisations that are known here, words that are printed as they stand, and names that fit two."""

from dataclasses import dataclass, field

from django.db.models import Q
from django.utils.translation import gettext as _

from signatories.known import KnownOrganisations, plain
from signatories.models import Organisation


@dataclass
class Understood:
    """`generic` are words that lead nowhere, such as "Regional Organisations"; `double` says of a name which organisations share it."""

    organisations: list[Organisation] = field(default_factory=list)
    generic: list[str] = field(default_factory=list)
    double: dict[str, list[Organisation]] = field(default_factory=dict)

    @property
    def problem(self) -> str:
        """One sentence for each name that fits several, with the remedy; "" where all is clear."""
        return " ".join(
            _("“%(name)s” is the name of %(number)s organisations: %(names)s. Write the full name of the right one.")
            % {"name": name, "number": len(fits), "names": _(" and ").join(sorted(map(str, fits)))}
            for name, fits in self.double.items()
        )


def understand_owners(text: str) -> Understood:
    """Four queries, however many names there are."""
    organisations, unknown = KnownOrganisations().find_several(" ".join(text.split()))
    double = sharing(unknown)
    return Understood(organisations, [name for name in unknown if name not in double], double)


def sharing(names: list[str]) -> dict[str, list[Organisation]]:
    """Those of `names` that two open organisations answer to, as name, acronym or another name."""
    if not names:
        return {}
    called = Q()
    for name in names:
        called |= Q(name__iexact=name) | Q(acronym__iexact=name) | Q(names__name__iexact=name)
    answers: dict[str, list[Organisation]] = {}
    for organisation in Organisation.objects.open().filter(called).distinct().prefetch_related("names"):
        for name in {plain(organisation.name), plain(organisation.acronym), *(plain(other.name) for other in organisation.names.all())}:
            answers.setdefault(name, []).append(organisation)
    return {name: answers[plain(name)] for name in names if len(answers.get(plain(name), [])) > 1}
