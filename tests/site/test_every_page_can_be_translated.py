"""Every page can be translated, shown with a made-up language: what it says in English is what people wrote, or a key that programs read."""

import pytest

from disputes.offered import known_words
from tests.site import sweep
from tests.site.made_up import WORD, Heard, Reader, english_in, kept, made_up, written  # noqa: F401  a fixture

BACKEND = "allauth.account.auth_backends.AuthenticationBackend"
WHO = ["anonymous", "officer", "lead", "statutory_member", "vcs_member", "champion", "council_lead", "superuser", "board_member"]
# What pages say in English by right, by the name of the page.
DATA = {
    "about_me:register": "names of settings that the host has not filled in",
    "about_me:about_me": "what the record calls a deed",
    "actionplans:achievement_from_reference": "from what it is made, as it will be kept with it",
    "actionplans:import_check": "the file that was read",
    "actionplans:meeting_tell": "a mail, in the language that it is sent in",
    "mailing:words": "a mail, in the language that it is sent in, and the names of its placeholders",
    "open_data:data": "names of columns, which programs read",
    "signatories:set_words": "usual words of the agreement's own language, in whose place an agreement puts its own",
    "signatories:import_check": "names of columns of the file that was read",
    "signatories:import_file": "names of columns of the file that is read",
    "disputes:before": "usual names of the stages, in whose place an agreement puts its own",
    "disputes:begin": "usual names of the stages, in whose place an agreement puts its own",
    "disputes:settle": "usual guidance, in whose place an agreement puts its own",
}


class EveryPage:
    """In place of the names of the pages that are translated."""

    def __contains__(self, name):
        return True


def seen_by_those_who_may(cast) -> dict[str, list[str]]:
    """Each page, by its name, as the first of the cast who may see it is shown it in the made-up language."""
    sweep.prepare(cast)
    seen = {}
    for name, rule in sweep.rules().items():
        who = next((one for one in WHO if one in rule.admits), None)
        if not rule.only_post and who:
            reader = Reader()
            if who != "anonymous":
                reader.force_login(getattr(cast, who), backend=BACKEND)
                reader.cookies["language"] = "cy"
            reader.get(rule.address(cast), follow=True)
            seen[name] = [page for _, page in reader.pages if '<html lang="cy"' in page]
    return seen


@pytest.mark.django_db
def test_pages_say_nothing_that_nobody_could_translate(cast, made_up, monkeypatch):  # noqa: F811
    monkeypatch.setattr("compact_portal.language.TRANSLATED", EveryPage())
    seen, known = seen_by_those_who_may(cast), written()
    said_by_people = {word for text in [*known_words(), *(text for _, text in kept())] for word in WORD.findall(text)}
    left: dict[str, set[str]] = {}
    for name, pages in seen.items():
        found = {words for page in pages for said in Heard(page).said for words in english_in(said, known)}
        left[name] = {words for words in found if not set(WORD.findall(words)) <= said_by_people}
    assert len(seen) > 450
    assert {name: words for name, words in left.items() if words and name not in DATA} == {}
    assert {name for name in DATA if not left[name]} == set()
