"""Strings of Python that read as words a person sees, wherever they stand: those that nobody marked for translation."""

import ast
import re
from collections.abc import Iterator

WORD = re.compile(r"[^\W\d_]{2,}")
BEGINS = re.compile(r"[A-Z“{]")
# What is written in the words of the database or of a program.
OF_A_PROGRAM = re.compile(
    r"\b(?:SELECT|CREATE|ALTER|INSERT|REVOKE|DROP|GRANT|UPDATE|DELETE|TRUNCATE|LOCK|SET|WHERE|AND|OR|CASE|IS NULL|NOT IN)\b|</|[{;]\n|=%s"
)
MARKS = {"_", "gettext", "gettext_lazy", "gettext_noop", "ngettext", "ngettext_lazy", "pgettext", "pgettext_lazy"}
# Read by those who build or run the portal: faults of the program, lines of the log, words of the database.
NOT_SAID = {
    "ValueError", "TypeError", "RuntimeError", "KeyError", "LookupError", "AssertionError", "NotImplementedError", "ImproperlyConfigured",
    "debug", "info", "warning", "error", "exception", "critical", "RawSQL", "Func", "Trigger", "execute", "compile", "search", "match", "sub",
    "split", "strptime", "getLogger", "record", "TypeVar", "cast",
}  # fmt: skip


def words_of(node: ast.AST) -> str | None:
    """The string as it would read, `{}` for each value in it."""
    if isinstance(node, ast.JoinedStr):
        return "".join(str(part.value) if isinstance(part, ast.Constant) else "{}" for part in node.values)
    return node.value if isinstance(node, ast.Constant) and isinstance(node.value, str) else None


def is_said(words: str) -> bool:
    """Two words that begin like a label, or four in any case; a value counts as a word."""
    several = len(words.split()) >= (2 if BEGINS.match(words) else 4)
    return several and bool(WORD.search(words.replace("{}", ""))) and not OF_A_PROGRAM.search(words)


def called(node: ast.Call) -> str:
    return node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")


def within(node: ast.AST, place: str) -> Iterator[tuple[ast.AST, str]]:
    """Every string below, with the name of the constant, function or class at the top of the file in which it stands."""
    if isinstance(node, ast.Call) and called(node) in MARKS | NOT_SAID:
        return
    if isinstance(node, (ast.FunctionDef, ast.ClassDef)) and node.name in {"__str__", "__repr__", "Meta"}:
        return  # what administrators and developers see
    if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant):
        return  # a docstring
    if words_of(node) is not None:
        yield node, place
    if isinstance(node, (ast.JoinedStr, ast.Compare)):
        for part in ast.walk(node):
            if isinstance(part, ast.FormattedValue):
                yield from within(part.value, place)
        return
    for below in parts_of(node):
        yield from within(below, place)


def parts_of(node: ast.AST) -> Iterator[ast.AST]:
    """What stands below a node but for its types, which may be strings too."""
    for field, value in ast.iter_fields(node):
        if field not in ("annotation", "returns"):
            yield from (each for each in (value if isinstance(value, list) else [value]) if isinstance(each, ast.AST))


def name_of(line: ast.stmt) -> str:
    target = line.targets[0] if isinstance(line, ast.Assign) else getattr(line, "target", None)
    return getattr(line, "name", "") or getattr(target, "id", "")


def said(source: str) -> Iterator[tuple[int, str, str]]:
    """`(line, place, words)` of each string that reads as said."""
    for line in ast.parse(source).body:
        for node, place in within(line, name_of(line)):
            if is_said(words := words_of(node)):
                yield node.lineno, place, words
