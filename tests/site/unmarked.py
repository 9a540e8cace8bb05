"""Words that a reader sees and that nobody could translate: found in the source of templates and of Python, as `(line, words)`."""

import ast
import re
from collections.abc import Iterator
from fnmatch import fnmatchcase
from functools import cache
from pathlib import Path

from tests.site.said import said

Found = Iterator[tuple[int, str]]
LETTER = re.compile(r"[^\W\d_]")
DONE_WITH = [re.compile(pattern, re.S | re.M) for pattern in (
    r"{#.*?#}", r"{% comment %}.*?{% endcomment %}", r"<!--.*?-->", r"<(script|style)\b.*?</\1>",
    r"(?P<kept>{% blocktranslate\b.*?%}).*?{% endblocktranslate %}", r"{% translate .*?%}", r"_\(\"(?:[^\"\\]|\\.)*\"\)",
    r"<(\w+)[^>]* lang=\"\w+\"[^>]*>[^<]*</\1>",  # names of languages, in themselves
    r" lang=\"{{ written }}\"",
    r"^[\w-]+(?:/|\.json) ", r"SHA-256",  # names of files and of a method
)]  # fmt: skip
# A tag of Django's inside an attribute has its own quotes, so those go first.
TAG_OF_DJANGO, ELEMENT, ENTITY = re.compile(r"{%.*?%}|{{.*?}}", re.S), re.compile(r"</?[a-zA-Z!][^>]*>", re.S), re.compile(r"&#?\w+;")
SPOKEN = re.compile(r'\b(?:aria-label|aria-description|data-label|title|alt|placeholder|label)="([^"]*)"')
LITERAL = re.compile(r'(\w+=|\|\w+:|[ (])"((?:[^"\\]|\\.)*)"')
# Tags whose strings are names, not words; and filters that take a format or a choice of marks.
NAMES = ("url ", "static ", "extends ", "load ", "if ", "elif ", "include_once ", "now ", "csrf")
FORMATS = ("|date:", "|time:", "|slice:", "|cut:", "|yesno:", "|floatformat:", "|truncatewords:", "|join:", "|stringformat:")


def blank(match: re.Match) -> str:
    """Nothing but the line ends, so that lines keep their numbers; and what a marked sentence takes, which may be words too."""
    kept = match.groupdict().get("kept") or " "
    return kept + "\n" * (match[0].count("\n") - kept.count("\n"))


def reads_as_words(text: str) -> bool:
    """A sentence or a label, not a name of the program: it has a space or begins with a capital."""
    return bool(LETTER.search(text)) and (" " in text.strip() or text[:1].isupper())


def literals(tag: str) -> Iterator[str]:
    """Words given to a tag of Django's, such as `{% include … with text="Nothing yet" %}`."""
    inside = tag[2:-2].strip()
    for before, text in LITERAL.findall(" " + inside) if not inside.startswith(NAMES) else ():
        if before not in FORMATS and reads_as_words(text):
            yield text
    if "|pluralize" in inside:
        yield inside


def in_template(source: str) -> Found:
    for pattern in DONE_WITH:
        source = pattern.sub(blank, source)
    line = lambda at: source.count("\n", 0, at) + 1  # noqa: E731
    for tag in TAG_OF_DJANGO.finditer(source):
        yield from ((line(tag.start()), words) for words in literals(tag[0]))
    source = TAG_OF_DJANGO.sub(blank, source)
    for element in ELEMENT.finditer(source):
        yield from ((line(element.start()), words) for words in SPOKEN.findall(element[0]) if LETTER.search(words))
    text = ENTITY.sub(" ", ELEMENT.sub(blank, source))
    yield from ((number, said.strip()) for number, said in enumerate(text.splitlines(), 1) if LETTER.search(said))


CALLS = {"Refused", "ValidationError"}
ARGUMENTS = {"label", "help_text", "verbose_name", "verbose_name_plural", "violation_error_message", "empty_label"}


def is_plain(node: ast.AST) -> bool:
    """A string as it stands in the source, with or without values in it; also as one of two alternatives."""
    if isinstance(node, ast.IfExp):
        return is_plain(node.body) or is_plain(node.orelse)
    if isinstance(node, ast.BinOp):
        return is_plain(node.left) or is_plain(node.right)
    if isinstance(node, ast.JoinedStr):
        return any(isinstance(part, ast.Constant) and LETTER.search(part.value) for part in node.values)
    return isinstance(node, ast.Constant) and isinstance(node.value, str) and bool(LETTER.search(node.value))


def spoken(call: ast.Call) -> Iterator[ast.AST]:
    """Those arguments of a call that a person reads."""
    name = call.func.attr if isinstance(call.func, ast.Attribute) else getattr(call.func, "id", "")
    of_messages = isinstance(call.func, ast.Attribute) and getattr(call.func.value, "id", "") == "messages"
    if name in CALLS:
        for said in call.args[:1]:
            yield from said.values if isinstance(said, ast.Dict) else said.elts if isinstance(said, ast.List) else [said]
    elif of_messages:
        yield from call.args[1:2]
    yield from (keyword.value for keyword in call.keywords if keyword.arg in ARGUMENTS)


def labels(choices: ast.ClassDef) -> Iterator[ast.AST]:
    """Of `NAME = "value", "label"` in a class of choices."""
    for line in choices.body:
        if isinstance(line, ast.Assign) and isinstance(line.value, ast.Tuple):
            yield line.value.elts[-1]


def in_python(source: str) -> Found:
    for node in ast.walk(ast.parse(source)):
        parts: list[ast.AST] = []
        if isinstance(node, ast.Call):
            parts = list(spoken(node))
        elif isinstance(node, ast.ClassDef) and any(ast.unparse(base).endswith("Choices") for base in node.bases):
            parts = list(labels(node))
        yield from ((part.lineno, ast.unparse(part)) for part in parts if is_plain(part))


@cache
def not_said() -> list[tuple[str, str]]:
    """`(pattern, reason)` of strings that only read as words."""
    lines = Path(__file__).with_name("not_said.txt").read_text(encoding="utf-8").splitlines()
    return [tuple(line.split(" ", 1)) for line in lines if line and not line.startswith("#")]


def unmarked(file: Path, name: str) -> Found:
    """Of one file; `name` is its path from the root of the project."""
    source = file.read_text(encoding="utf-8")
    if file.suffix != ".py":
        yield from in_template(source)
        return
    yield from in_python(source)
    for line, place, words in said(source):
        if not any(fnmatchcase(f"{name}::{place}", pattern) for pattern, _ in not_said()):
            yield line, f"{place}: {words}"
