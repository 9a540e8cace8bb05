"""The map of the site as the sweep of `test_access` reads it: every address, who may see it, and what an answer means."""

from collections.abc import Iterator
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path

from django.urls import URLPattern, get_resolver, reverse

TESTS = Path(__file__).resolve().parents[1]
STEERING = {"officer", "statutory_member", "vcs_member"}
PEOPLE = {"stranger", "volunteer", "lead", "council_lead", "champion", "board_member", "superuser"} | STEERING
EVERYBODY = PEOPLE | {"anonymous"}
WHO = {
    "public": EVERYBODY,
    "signed_in": PEOPLE,
    "steering": STEERING,
    "officer": {"officer"},
    "respondent": {"lead", "volunteer"},  # of the organisation that `prepare` invites
    "asked": {"lead", "volunteer"} | STEERING,  # and whoever opened the invitation
    "reporter": STEERING,  # and whoever opened a mailed link, which nobody of the sweep did
    "demo": set(),  # there is no such page in production
}
# Apps that are not ours. Their rule is a table of public pages (tests/accounts/access.py) and one for all of the admin.
LIBRARY = ("account", "mfa", "socialaccount", "openid_connect", "usersessions", "None")


@dataclass(frozen=True)
class Rule:
    """What `tests/<app>/access.py` says of one address."""

    name: str
    who: str
    kwargs: dict

    @property
    def word(self) -> str:
        return self.who.rpartition(":")[2]

    @property
    def only_post(self) -> bool:
        return self.who.startswith("post:")

    @property
    def hidden(self) -> bool:
        """A page that asks nobody to sign in, and for most people does not exist: a draft that will be public."""
        return self.who.startswith("hidden:")

    @property
    def admits(self) -> set[str]:
        """The people of the cast who may see it: a word of WHO, or their names."""
        return WHO[self.word] if self.word in WHO else set(self.word.split())

    @property
    def public(self) -> bool:
        return self.hidden or self.word in ("public", "respondent", "asked", "reporter", "demo")

    def address(self, cast) -> str:
        return reverse(self.name, kwargs={key: value(cast) if callable(value) else value for key, value in self.kwargs.items()})


def patterns(found=None, namespace: str = "") -> Iterator[tuple[str, URLPattern]]:
    """Every address of the resolver with its full name."""
    for pattern in get_resolver().url_patterns if found is None else found:
        if isinstance(pattern, URLPattern):
            yield f"{namespace}{pattern.name}", pattern
        else:
            yield from patterns(pattern.url_patterns, f"{namespace}{pattern.namespace}:" if pattern.namespace else namespace)


def is_library(name: str) -> bool:
    return name.startswith("admin:") or (":" not in name and name.startswith(LIBRARY))


def modules() -> list:
    return [import_module(f"tests.{file.parent.name}.access") for file in sorted(TESTS.glob("*/access.py"))]


def rules() -> dict[str, Rule]:
    """Every declaration. Raises AssertionError when two apps declare one address."""
    merged: dict[str, Rule] = {}
    for module in modules():
        declared = getattr(module, "ACCESS", {})
        assert not merged.keys() & declared.keys(), f"{module.__name__} declares again: {merged.keys() & declared.keys()}"
        merged |= {name: Rule(name, who, kwargs) for name, (who, kwargs) in declared.items()}
    return merged


def prepare(cast) -> None:
    """What the addresses need besides the cast: each access.py may have a `prepare(cast)`."""
    for module in modules():
        if hasattr(module, "prepare"):
            module.prepare(cast)


def outcome(answer) -> str:
    """What an answer tells whoever asked: open, hidden, forbidden, sign in, wrong method, or the status of a fault."""
    if answer.status_code == 302 and answer.url.startswith("/accounts/login/"):
        return "sign in"
    named = {403: "forbidden", 404: "hidden", 405: "wrong method"}
    if answer.status_code in named:
        return named[answer.status_code]
    return "open" if answer.status_code < 500 else f"fault {answer.status_code}"


def expected(rule: Rule, name: str, method: str) -> set[str]:
    """The outcomes that the declaration allows for this person and method."""
    if name in rule.admits:
        if method == "GET":
            return {"wrong method"} if rule.only_post else {"open"}
        return {"open"} if rule.only_post else {"open", "wrong method"}
    if name == "anonymous" and not rule.public:
        return {"sign in"}
    refused = {"hidden"}
    if rule.word in ("respondent", "asked", "reporter"):
        refused |= {"sign in"} | ({"forbidden"} if name == "anonymous" else set())  # asked to open the invitation again
    if name in STEERING:
        refused |= {"forbidden"}  # who sees the page may be told that this is another's to do
    if rule.only_post or method == "POST":
        refused |= {"wrong method"}
    return refused
