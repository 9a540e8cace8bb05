"""What a process keeps is kept for each language in which it speaks."""

import ast

from django.utils import translation

from compact_portal.catalogues import ROOT
from compact_portal.drawn import drawn_once
from compact_portal.marked import files

KEEPS = {"cache", "lru_cache"}
SPEAKS = {"_", "gettext", "ngettext", "pgettext", "render_to_string"}


def test_each_language_is_drawn_once():
    asked = []

    @drawn_once(8)
    def greeting(name: str) -> str:
        asked.append(name)
        return f"{translation.get_language()} {name}"

    for language in ("en-gb", "cy", "en-gb", "cy"):
        with translation.override(language):
            assert greeting("Jo") == f"{language} Jo"
    assert asked == ["Jo", "Jo"]


def names_in(nodes) -> set[str]:
    return {getattr(node, "id", getattr(node, "attr", "")) for tree in nodes for node in ast.walk(tree)}


def kept_without_language(source: str) -> list[str]:
    """Functions that a process keeps the answers of, whichever language they were asked for in, and that speak."""
    functions = [node for node in ast.walk(ast.parse(source)) if isinstance(node, ast.FunctionDef)]
    return [each.name for each in functions if names_in(each.decorator_list) & KEEPS and names_in(each.body) & SPEAKS]


def test_nothing_that_speaks_is_kept_for_all_languages_as_one():
    python = [file for file in files() if file.suffix == ".py"]
    found = {str(file.relative_to(ROOT)): kept for file in python if (kept := kept_without_language(file.read_text()))}
    assert found == {}


def test_such_a_function_is_found():
    assert kept_without_language("@lru_cache(maxsize=3)\ndef a(b):\n    return render_to_string(b)\n\n@cache\ndef c(d):\n    return d") == ["a"]
