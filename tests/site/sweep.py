"""The map of the site as the sweep of `test_access` reads it: every address, who may see it, and what an answer means."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from importlib import import_module
from pathlib import Path
from urllib.parse import urlsplit

from django.urls import URLPattern, get_resolver, resolve, reverse

from tests.cast import widen

TESTS = Path(__file__).resolve().parents[1]
OFFICERS = {"officer", "case_officer"}
STEERING = {"statutory_member", "vcs_member", "of_two"} | OFFICERS
IN_A_CASE = {"lead", "council_lead", "companion", "helper", "panel_member", "case_officer"}
PEOPLE = {"stranger", "volunteer", "lead", "council_lead", "champion", "deputy_champion", "board_member", "superuser"} | STEERING
PEOPLE |= {"former", "custodian"} | IN_A_CASE
EVERYBODY = PEOPLE | {"anonymous"}
WHO = {
    "public": EVERYBODY,
    "signed_in": PEOPLE,
    "steering": STEERING,
    "officer": OFFICERS,
    "champions": {"champion", "deputy_champion"},
    "respondent": {"lead", "volunteer"},  # of the organisation that `prepare` invites
    "asked": {"lead", "volunteer"} | STEERING,  # and whoever opened the invitation
    "reporter": STEERING,  # and whoever opened a mailed link, which nobody of the sweep did
    "demo": set(),  # there is no such page in production
}
# What answers with 200 and says that somebody cannot have what the address is for.
INSTEAD = {
    "actionplans/link_over.html",
    "actionplans/link_unknown.html",
    "actionplans/none.html",
    "disputes/waiting.html",
    "reviews/already_sent.html",
    "reviews/board/link_unknown.html",
    "reviews/checklists/nobody.html",
    "reviews/checklists/not_sent.html",
    "reviews/checklists/not_yet.html",
    "reviews/checklists/over.html",
    "reviews/invitation_over.html",
    "reviews/invitation_unknown.html",
    "reviews/log/link_unknown.html",
    "reviews/other_organisation.html",
    "reviews/unreleased.html",
    "signatories/comment_closed.html",
    "signatories/link_over.html",
    "signatories/link_unknown.html",
}
NAMED = {403: "forbidden", 404: "hidden", 405: "wrong method"}
# Apps that are not ours. Their rule is a table of public pages (tests/accounts/access.py) and one for all of the admin.
LIBRARY = ("account", "mfa", "socialaccount", "openid_connect", "usersessions", "None")


@dataclass(frozen=True)
class Rule:
    """What `tests/<app>/access.py` says of one address."""

    name: str
    who: str
    kwargs: dict
    instead: dict = field(default_factory=dict)  # another page's name, or a template of INSTEAD: which of those people come to that

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
    def of_a_case(self) -> bool:
        return "reference" in self.kwargs

    @property
    def admits(self) -> set[str]:
        """The people of the cast who may ask for it."""
        return people(self.word)

    def comes_to(self, name: str) -> str:
        """Where one of those people comes instead of to the page itself; nothing for the others."""
        return next((where for where, who in self.instead.items() if name in people(who)), "")

    @property
    def public(self) -> bool:
        return self.hidden or self.word in ("public", "respondent", "asked", "reporter", "demo")

    def address(self, cast) -> str:
        return reverse(self.name, kwargs={key: value(cast) if callable(value) else value for key, value in self.kwargs.items()})


def people(words: str) -> set[str]:
    """Words of WHO and names of the cast; after `but`, those who are left out."""
    named, _, left_out = words.partition(" but ")
    return set().union(*(WHO.get(word, {word}) for word in named.split())) - (people(left_out) if left_out else set())


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
        merged |= {name: Rule(name, *said) for name, said in declared.items()}
    return merged


def prepare(cast) -> None:
    """What the addresses need besides the cast: more people, and what each access.py makes in its `prepare(cast)`."""
    widen(cast)
    for module in modules():
        if hasattr(module, "prepare"):
            module.prepare(cast)


def outcome(answer) -> str:
    """What an answer tells whoever asked: one of

    - `open`: the page itself; for a POST, its form again, or a page that says why not;
    - `elsewhere NAME`: led to another page; `done`: the same after a POST, unless that leads to where a passphrase is asked for;
    - `instead TEMPLATE`: a page that says why not, where the page itself was asked for;
    - `sign in`, `hidden`, `forbidden`, `wrong method`, or the status of anything else.
    """
    status = answer.status_code
    if status in NAMED:
        return NAMED[status]
    if status == 302:
        return led(answer)
    sent = answer.wsgi_request.method == "POST"
    if status != 200 and not (sent and status in (400, 409)):
        return str(status)
    shown = answer.templates[0].name if answer.templates else ""
    if not sent and shown in INSTEAD:
        return f"instead {shown}"
    return "open, with a fault" if not sent and not answer.streaming and b"govuk-error-summary" in answer.content else "open"


def led(answer) -> str:
    if answer.url.startswith("/accounts/login/"):
        return "sign in"
    where = resolve(urlsplit(answer.url).path).view_name
    return "done" if answer.wsgi_request.method == "POST" and where != "disputes:unlock" else f"elsewhere {where}"


def expected(rule: Rule, name: str, method: str) -> set[str]:
    """The outcomes that the declaration allows for this person and method."""
    if name in rule.admits:
        if method == "GET" and rule.only_post:
            return {"wrong method"}
        where = rule.comes_to(name)
        there = {f"instead {where}" if where.endswith(".html") else f"elsewhere {where}"} if where else {"open"}
        if method == "GET":
            return there
        return there | {"open", "done"} | (set() if rule.only_post else {"wrong method"})
    if name == "anonymous" and not rule.public:
        return {"sign in"}
    refused = {"hidden"}
    if rule.word in ("respondent", "asked", "reporter"):
        refused |= {"sign in"} | ({"forbidden"} if name == "anonymous" else set())  # asked to open the invitation again
    if name in STEERING or (rule.of_a_case and name in IN_A_CASE):
        refused |= {"forbidden"}  # who sees the page may be told that this is another's to do
    if rule.only_post or method == "POST":
        refused |= {"wrong method"}
    return refused
