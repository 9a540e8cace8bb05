"""Looking at addresses as somebody, and the account of what was looked at: only what was shown counts."""

import html
import re
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlsplit

from django.http import Http404
from django.urls import resolve

from tests.accessibility.screen import Screen, is_page, print_of

LINK = re.compile(r'<a [^>]*href="([^"#]+)')
NOT_PAGES = Path(__file__).with_name("not_pages.txt")


@dataclass
class Looked:
    """What the whole proof has looked at. An address is here by its name, such as `reviews:passage`."""

    shown: set[str] = field(default_factory=set)
    pairs: set[tuple[str, str]] = field(default_factory=set)  # (address, person); only where the page itself was shown
    documents: set[str] = field(default_factory=set)
    walked: set[str] = field(default_factory=set)  # by keyboard, and in a person's own colours: one page of each address
    people: set[str] = field(default_factory=set)  # whose sweep was done
    administration: int = 0
    faults: int = 0


@dataclass
class Look:
    """Shows pages to the screen and keeps what is wrong with them. Each document is looked at once, whoever sees it."""

    screen: Screen
    looked: Looked
    by_keyboard: bool = False
    wrong: list[str] = field(default_factory=list)

    def at(self, client, address: str, who: str):
        """The page at `address`, led on to where it leads. A file or a fault is left to other tests."""
        answer = client.get(address, follow=True)
        self.see(answer, address, who)
        return answer

    def see(self, answer, address: str, who: str) -> None:
        """`answer` came from `address`, or from a form sent there."""
        if answer.status_code >= 500 or not is_page(answer):
            return
        if was_shown(answer):
            self.looked.shown.add(name_of(address))
            self.looked.pairs.add((name_of(address), who))
        if print_of(answer) in self.looked.documents:
            return
        self.looked.documents.add(print_of(answer))
        self.screen.show(answer, address)
        found = self.screen.findings()
        if self.by_keyboard and name_of(address) not in self.looked.walked:
            self.looked.walked.add(name_of(address))
            found += self.screen.unreached() + self.screen.faint()
        self.wrong += [f"{address} as {who}: {line}" for line in found]

    def administration(self, client, address: str) -> None:
        """A page of Django's administration, whose frame is not the portal's. Some rows nobody adds or changes there: no page then."""
        answer = client.get(address)
        if is_page(answer) and answer.status_code == 200:
            self.looked.administration += 1
            self.screen.show(answer, address)
            found = self.screen.findings(ours=False)
            self.wrong += [f"{address}: {line}" for line in found]

    def walk(self, client, start: str, who: str, within: str | None = None) -> None:
        """The page at `start`, and every page that can be come to from it by links whose address begins with `within`."""
        within, waiting, met = within or start, [start], {start}
        while waiting:
            answer = self.at(client, waiting.pop(), who)
            if is_page(answer):
                links = [html.unescape(link) for link in LINK.findall(answer.content.decode())]
                new = [link for link in dict.fromkeys(links) if link.startswith(within) and link not in met]
                met.update(new)
                waiting += new


def was_shown(answer) -> bool:
    """The page that was asked for, rather than one that it led to."""
    return answer.status_code == 200 and not getattr(answer, "redirect_chain", [])


def name_of(address: str) -> str:
    try:
        return resolve(urlsplit(address).path).view_name
    except Http404:
        return address


def not_pages() -> dict[str, str]:
    """Addresses that show no page of the portal's frame, with the reason."""
    lines = [line for line in NOT_PAGES.read_text().splitlines() if line and not line.startswith("#")]
    return {name: reason for name, _, reason in (line.partition(" ") for line in lines)}
