"""What of this room can be looked for, and by whom: the agreements, their texts, signatories by name, the register, training.

Names are looked for word by word, as beginnings too, and a slip of the hand is forgiven (models/name_word.py).
"""

from django.contrib.postgres.search import SearchQuery
from django.db.models import Exists, FloatField, OuterRef, Q
from django.db.models.functions import Cast, Length
from django.urls import reverse
from django.utils.translation import gettext_lazy

from compact_portal.accounts.models import User
from compact_portal.finding import CANDIDATES, FIRST, Seeker, Source, in_columns, names_vector
from signatories.known import plain
from signatories.models import (
    Champion,
    Code,
    Commitment,
    Compact,
    Guidance,
    NameWord,
    Organisation,
    OrganisationName,
    Practice,
    Reference,
    Resource,
    Signature,
    Statement,
    TrainingEvent,
    Undertaking,
)
from signatories.models.name_word import SHORTEST

WORDS = 8  # of a name that count
NAMES = 1000  # that are looked at, whoever may see them
ALIKE = 70  # of 100: how like a known word a typed one must be, to stand for it
SPELLINGS = 10  # that one word may stand for
PUBLISHED = "published"


def code_page(slug: str, number: str, _: str) -> str:
    return reverse("signatories:code", args=[slug, int(number)])


def text_page(slug: str, *_) -> str:
    return reverse("signatories:agreement", args=[slug])


def register_page(slug: str, *_) -> str:
    return reverse("signatories:references", args=[slug])


def training_page(slug: str, *_) -> str:
    return reverse("signatories:training", args=[slug])


def compact_page(slug: str, *_) -> str:
    return reverse("signatories:compact", args=[slug])


def guidance_page(slug: str, *_) -> str:
    return reverse("signatories:guidance", args=[slug])


def guidance(_: Seeker):
    """The newest version of each agreement's."""
    newer = Guidance.objects.filter(compact=OuterRef("compact"), version__gt=OuterRef("version"))
    return Guidance.objects.filter(~Exists(newer))


def resources_page(slug: str, *_) -> str:
    return reverse("signatories:resources", args=[slug])


def practices_page(slug: str, *_) -> str:
    return reverse("signatories:practices", args=[slug])


def practices(_: Seeker):
    return Practice.objects.filter(public=True, signature__in=Signature.objects.public())


def references(seeker: Seeker):
    return Reference.objects.filter(Q(status=Reference.Status.LISTED) | Q(compact__in=seeker.steered))


SOURCES = (
    Source("agreements", gettext_lazy("Agreements"), lambda _: Compact.objects.all(), ("name", "summary"), "name", "", compact_page),
    Source(
        "codes",
        gettext_lazy("Codes of practice"),
        lambda _: Code.objects.filter(edition__status=PUBLISHED),
        ("title", "introduction"),
        "title",
        "edition__compact",
        code_page,
        ("number",),
    ),
    Source(
        "commitments",
        gettext_lazy("Commitments"),
        lambda _: Commitment.objects.filter(code__edition__status=PUBLISHED),
        ("text",),
        "text",
        "code__edition__compact",
        code_page,
        ("code__number",),
    ),
    Source(
        "undertakings",
        gettext_lazy("Undertakings"),
        lambda _: Undertaking.objects.filter(edition__status=PUBLISHED),
        ("text",),
        "text",
        "edition__compact",
        text_page,
    ),
    Source(
        "statements",
        gettext_lazy("Aims and principles"),
        lambda _: Statement.objects.filter(edition__status=PUBLISHED),
        ("text",),
        "text",
        "edition__compact",
        text_page,
    ),
    Source("references", gettext_lazy("Documents that cite an agreement"), references, ("document",), "document", "compact", register_page),
    Source(
        "resources", gettext_lazy("Worth knowing"), lambda _: Resource.objects.all(), ("title", "source", "text"), "title", "compact", resources_page
    ),
    Source("practices", gettext_lazy("What organisations do inside"), practices, ("text",), "text", "signature__compact", practices_page),
    Source("guidance", gettext_lazy("Guidance"), guidance, ("text",), "compact__name", "compact", guidance_page),
    Source(
        "training",
        gettext_lazy("Training"),
        lambda _: TrainingEvent.objects.filter(cancelled=False),
        ("title",),
        "title",
        "compact",
        training_page,
    ),
)


def listed_page(slug: str, name: str, _: str) -> str:
    from urllib.parse import urlencode

    return f"{reverse('signatories:signatories', args=[slug])}?{urlencode({'words': name})}"


def steered_page(slug: str, _: str, pk: str) -> str:
    return reverse("signatories:signature", args=[slug, int(pk)])


def champions_page(slug: str, *_) -> str:
    return reverse("signatories:champions", args=[slug])


KEYS = ("organisation__name", "pk")
LISTED = Source(
    "signatories", gettext_lazy("Signatories"), lambda _: Signature.objects.public(), (), "organisation__name", "compact", listed_page, KEYS
)
STEERED = Source(
    "steered",
    gettext_lazy("On the lists of your agreements"),
    lambda seeker: Signature.objects.filter(compact__in=seeker.steered),
    (),
    "organisation__name",
    "compact",
    steered_page,
    KEYS,
)


CHAMPIONS = Source(
    "champions", gettext_lazy("Champions"), lambda _: Champion.objects.shown_today(), (), "person__name", "signature__compact", champions_page
)


def people_named(source: Source, seeker: Seeker, query: SearchQuery, most: int = FIRST):
    """Rows of people whose names hold what `query` asks for, the shortest names first."""
    people = User.objects.alias(held=names_vector("name")).filter(held=query).order_by().values("pk")[:NAMES]
    found = source.rows(seeker).order_by().filter(person__in=people).values("pk")[:CANDIDATES]
    rank = Cast(-Length("person__name"), FloatField())
    return in_columns(source.rows(seeker).model.objects.filter(pk__in=found), source, rank)[:most]


def named(source: Source, seeker: Seeker, query: SearchQuery, most: int = FIRST):
    """Signatures of organisations whose names hold what `query` asks for, the shortest names first: they are most of what was typed."""
    called, other = names_vector("name", "acronym"), names_vector("name")
    by_name = Organisation.objects.alias(held=called).filter(held=query).order_by().values("pk")[:NAMES]
    by_other = OrganisationName.objects.alias(held=other).filter(held=query).order_by().values("organisation")[:NAMES]
    found = source.rows(seeker).order_by().filter(organisation__in=by_name.union(by_other, all=True)).values("pk")[:CANDIDATES]
    rank = Cast(-Length("organisation__name"), FloatField())
    return in_columns(Signature.objects.filter(pk__in=found), source, rank)[:most]


def typed(words: str) -> list[list[str]]:
    return [[word] for word in plain(words).split()[:WORDS]]


def meant_by(words: list[list[str]]) -> list[list[str]]:
    """Each word of `typed` with all words of names that are like it, the nearest first; [] where one is like none. One query.

    All of them, because some are borne by nobody whom the seeker may see: what is found of the others, and only that, may depend on it.
    """
    from rapidfuzz import fuzz, process

    known = list(NameWord.objects.near([word for [word] in words if len(word) >= SHORTEST]).values_list("word", flat=True)[:1000])
    meant = []
    for [word] in words:
        if len(word) < SHORTEST:
            meant.append([word])
        elif near := process.extract(word, known, scorer=fuzz.ratio, score_cutoff=ALIKE, limit=SPELLINGS):
            meant.append([one for one, _score, _place in near])
        else:
            return []
    return [] if meant == words else meant


def said_in(names: list[str], words: list[list[str]], meant: list[list[str]]) -> str:
    """Of each of `words` the nearest spelling that stands in one of `names`, which the seeker sees; else, as of a former name, what was typed."""
    shown = tuple(word for name in names for word in plain(name).split())
    found = [[one for one in spellings if any(word.startswith(one) for word in shown)] for spellings in meant]
    return " ".join(seen[0] if seen else word for [word], seen in zip(words, found, strict=True))
