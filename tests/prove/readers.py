"""The page, the table and the data file of one release, each read for itself, as somebody who has only that one would."""

import csv
import io
import re
from html.parser import HTMLParser

MARK = " (few answers)"


class Tables(HTMLParser):
    """[(heading above it, heads of the columns, rows of cells)] of a page."""

    def __init__(self):
        super().__init__()
        self.found, self.heading, self.text, self.into = [], "", "", None

    def handle_starttag(self, tag, attributes):
        if tag in ("h3", "h4", "th", "td"):
            self.into, self.text = tag, ""
        if tag == "table":
            self.found.append((self.heading, [], []))
        if tag == "tr" and self.found and self.found[-1][1]:
            self.found[-1][2].append([])

    def handle_data(self, data):
        if self.into:
            self.text += data

    def handle_endtag(self, tag):
        if tag != self.into:
            return
        self.into, text = None, self.text.strip()
        if tag in ("h3", "h4"):
            self.heading = text
        elif self.found[-1][2]:
            self.found[-1][2][-1].append(text)
        else:
            self.found[-1][1].append(text)


def read_page(page: str) -> set[tuple]:
    """{(statement or question, answer, group, what is shown)}; `agreed` is the answer where shares of agreement are told."""
    reader = Tables()
    reader.feed(page)
    facts = set()
    for heading, heads, rows in reader.found:
        for first, *cells in rows:
            for head, cell in zip(heads[1:], cells, strict=True):
                group = head.replace(MARK, "")
                if group != "Gap" and cell != "Not shown":
                    question, answer = (first, "agreed") if heads[0] == "Statement" else (heading, first)
                    facts.add((question, answer, group.lower(), cell.lower()))
    return facts


def numbers_of(page: str) -> set[str]:
    """Every percentage that stands anywhere on the page: in sentences, tables, drawings and their descriptions."""
    return set(re.findall(r"\d+%", page))


def shown(share, words: str) -> str:
    return words or ("–" if int(share) == 0 else f"{share}%")


def read_json(figures: dict) -> set[tuple]:
    """The same facts, out of the data file."""
    facts = set()
    for question in figures["questions"]:
        for group in question["groups"]:
            label = group["label"].lower()
            if group["agree_share"] is not None or group["agree_words"]:
                facts.add((question["text"], "agreed", label, shown(group["agree_share"], group["agree_words"] or "")))
            if group["before"]:
                facts.add((question["text"], "agreed", f"{label} before", shown(group["before"]["share"], group["before"]["words"])))
            if group["words"].startswith("nearly all"):
                facts.add((question["text"], group["common"], label, group["words"]))
            for option in group["options"]:
                if option["share"] is not None or option["words"]:
                    facts.add((question["text"], option["value"], label, shown(option["share"], option["words"])))
                if option["before"]:
                    facts.add((question["text"], option["value"], f"{label} before", shown(option["before"]["share"], option["before"]["words"])))
    return facts


def read_csv(content: bytes) -> set[tuple]:
    """The same facts, out of the table for spreadsheets."""
    facts = set()
    for line in csv.DictReader(io.StringIO(content.decode("utf-8-sig"))):
        label = line["group_label"].lower()
        if line["share"] or line["words"].startswith(("nearly all", "almost nobody")):
            facts.add((line["text"], line["answer"], label, shown(line["share"] or 0, line["words"])))
        if line["share_before"] or line["words_before"]:
            facts.add((line["text"], line["answer"], f"{label} before", shown(line["share_before"] or 0, line["words_before"])))
    return facts
