"""A made-up language in place of Welsh: every text that is looked up comes out as ⟦its English⟧, so that what was not looked up is seen.

Tags and placeholders of a text stay outside the marks: what is put in their place must be marked by itself, or be what people wrote.
"""

import re
from collections.abc import Iterable
from dataclasses import asdict
from html.parser import HTMLParser

import pytest
from django.apps import apps
from django.conf import settings
from django.db import models
from django.test import Client
from django.utils.translation import trans_real

from compact_portal.marked import ROOMS
from compact_portal.messaging.models import Message
from signatories.terms import USUAL, Terms

OPENS, CLOSES = "⟦", "⟧"
KEPT = re.compile(r"(<[^>]*>|%\(\w+\)[sdf]|%[sd%]|\{\w*\})")
LOOKED_UP = re.compile(r"⟦[^⟦⟧]*⟧")
WORD = re.compile(r"[^\W\d_]{2,}")
# Addresses, and codes to type in, which hold letters that nobody reads as words.
NO_WORDS = re.compile(r"(?:https?://|/)[^\s⟦⟧]+|[^\s⟦⟧]+@[^\s⟦⟧]+|^[A-Z0-9]{3,4}[ -]?[A-Z0-9]{3,4}$", re.M)
SPOKEN = {"aria-label", "aria-description", "title", "alt", "placeholder"}
# Of the portal itself, and of languages in themselves.
NAMES = {settings.PORTAL_NAME, "English", "Cymraeg", "GOV.UK", "PDF", "CSV", "JSON"}


def made_up_words(text: str) -> str:
    """Looking up what was looked up already changes nothing."""
    if OPENS in text:
        return text
    return "".join(part if KEPT.fullmatch(part) or not WORD.search(part) else f"{OPENS}{part}{CLOSES}" for part in KEPT.split(text))


@pytest.fixture
def made_up(monkeypatch):
    """Welsh comes out made up, an agreement's usual words too; a context is no part of a text."""
    catalogue = trans_real.translation("cy")
    monkeypatch.setattr(catalogue, "gettext", lambda text: made_up_words(text.rpartition("\x04")[2]))
    monkeypatch.setitem(USUAL, "cy", {name: made_up_words(word) for name, word in asdict(Terms()).items()})
    monkeypatch.setattr(catalogue, "ngettext", lambda one, several, number: made_up_words((one if number == 1 else several).rpartition("\x04")[2]))


class Heard(HTMLParser):
    """What a page says, element by element, and what it says to somebody who does not see it. What is marked as English is left out."""

    def __init__(self, page: str):
        super().__init__()
        self.said, self.silent, self.open = [], 0, []
        self.feed(page)

    def handle_starttag(self, tag, attrs):
        given = dict(attrs)
        self.said += [given[name] for name in SPOKEN & given.keys() if given[name]]
        if tag == "input" and given.get("type") == "submit":
            self.said.append(given.get("value", ""))
        if tag not in ("input", "img", "br", "hr", "meta", "link", "wbr", "use", "path", "rect", "source"):
            silent = tag in ("script", "style", "svg", "textarea", "template") or given.get("lang", "cy") not in ("cy", "")
            self.open.append((tag, silent))
            self.silent += silent

    def handle_endtag(self, tag):
        while any(tag == name for name, _ in self.open):
            name, silent = self.open.pop()
            self.silent -= silent
            if name == tag:
                return

    def handle_data(self, data):
        if not self.silent:
            self.said.append(data)


def written() -> list[str]:
    """What people wrote, as the database holds it, the longest first: names, titles, questions; no words of one small letter row."""
    found = NAMES | {" ".join(text.split()) for _, text in kept()}
    return longest_first(text for text in found if len(text) > 1 and (" " in text or text != text.lower()))


def longest_first(texts: Iterable[str]) -> list[str]:
    return sorted(texts, key=len, reverse=True)


def kept_in_it() -> list[str]:
    """What the database holds of the made-up language, but for mail: nothing may be kept in the words of whoever pressed the button."""
    return [f"{model.__name__}: {text}" for model, text in kept() if OPENS in text or CLOSES in text]


def kept():
    """Every text that the rooms keep, with its model."""
    for model in apps.get_models():
        if model.__module__.split(".")[0] in ROOMS and model is not Message:
            names = [f.name for f in model._meta.concrete_fields if isinstance(f, models.CharField | models.TextField | models.JSONField)]
            for row in model._base_manager.values_list(*names) if names else ():
                yield from ((model, text) for value in row for text in texts_of(value))


def texts_of(value):
    if isinstance(value, str):
        yield value
        yield from value.splitlines()
    elif isinstance(value, dict | list):
        for each in value.values() if isinstance(value, dict) else value:
            yield from texts_of(each)


def english_in(text: str, known: Iterable[str]) -> set[str]:
    """The words of a text that were not looked up, without addresses and what is `known`."""
    left = " ".join(LOOKED_UP.sub(" \x00 ", NO_WORDS.sub(" ", text)).split())
    if WORD.search(left):
        for words in known:
            if words in left:
                left = left.replace(words, " ")
    return {said for part in left.split("\x00") if WORD.search(said := part.strip())}


class Reader(Client):
    """A browser whose reader chose Welsh, and which remembers each page that it was shown."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.cookies["language"] = "cy"
        self.pages: list[tuple[str, str]] = []
        self.typed: set[str] = set()

    def post(self, path, data=None, **more):
        self.typed |= {value for value in (data or {}).values() if isinstance(value, str)}
        return super().post(path, data, **more)

    def request(self, **request):
        answer = super().request(**request)
        if answer.headers.get("Content-Type", "").startswith("text/html") and answer.content:
            self.pages.append((f"{request['REQUEST_METHOD']} {request['PATH_INFO']}", answer.content.decode()))
        return answer

    def english_seen(self, known: list[str]) -> dict[str, set[str]]:
        """What each page said in English, by its method and address."""
        seen: dict[str, set[str]] = {}
        for address, page in self.pages:
            assert '<html lang="cy"' in page, address
            for said in Heard(page).said:
                seen.setdefault(address, set()).update(english_in(said, known))
        return {address: words for address, words in seen.items() if words}
