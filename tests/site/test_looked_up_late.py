"""A text is looked up when it is said: one that is looked up, filled or joined while a module is read stays in the portal's first language."""

import ast
from collections.abc import Iterator

import pytest

from compact_portal.catalogues import ROOT
from compact_portal.marked import files

AT_ONCE, LATER = {"gettext", "ngettext", "pgettext"}, {"gettext_lazy", "ngettext_lazy", "pgettext_lazy"}
DONE_LATER = (ast.FunctionDef, ast.AsyncFunctionDef, ast.Lambda)


def names_of(tree: ast.Module, wanted: set[str]) -> set[str]:
    """How a module calls these functions."""
    taken = [node for node in ast.walk(tree) if isinstance(node, ast.ImportFrom) and node.module == "django.utils.translation"]
    return {alias.asname or alias.name for node in taken for alias in node.names if alias.name in wanted}


def calls(node: ast.AST, names: set[str]) -> bool:
    return isinstance(node, ast.Call) and getattr(node.func, "id", "") in names


def too_early(source: str) -> Iterator[tuple[int, str]]:
    tree = ast.parse(source)
    at_once, later = names_of(tree, AT_ONCE), names_of(tree, LATER)
    todo: list[ast.AST] = [tree]
    while todo:
        node = todo.pop()
        filled = isinstance(node, ast.BinOp) and (calls(node.left, later) or calls(node.right, later))
        asked = isinstance(node, ast.Attribute) and calls(node.value, later)
        drawn = isinstance(node, ast.FormattedValue) and calls(node.value, later)
        if calls(node, at_once) or filled or asked or drawn:
            yield node.lineno, ast.unparse(node)
        todo += [below for below in ast.iter_child_nodes(node) if not isinstance(below, DONE_LATER)]


def test_no_text_is_looked_up_while_a_module_is_read():
    found = [f"{file.relative_to(ROOT)}:{line}: {text}" for file in files() if file.suffix == ".py" for line, text in too_early(file.read_text())]
    assert found == []


@pytest.mark.parametrize(
    ("source", "found"),
    [
        ('HINT = gettext("Say why.")', 1),
        ('class A:\n    hint = later("At most %(most)s") % {"most": 3}', 1),
        ('HINT = later("At most {}").format(3)\nMORE = f"{later(NAME)}: 1"\nBOTH = later("One") + "."', 3),
        ('HINT = later("Say why.")\ndef f():\n    return gettext("One") + "."\nSAY = lambda: gettext("One")', 0),
    ],
)
def test_early_ones_are_found(source, found):
    source = f"from django.utils.translation import gettext\nfrom django.utils.translation import gettext_lazy as later\n{source}"
    assert len(list(too_early(source))) == found
