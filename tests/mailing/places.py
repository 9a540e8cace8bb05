"""Every place in the source that writes a mail, found by reading the source: nobody has to remember to list one.

A carrier passes on words that were given to it (it has a parameter `subject` or `wording`), beginning with the outbox itself. A place is
a function that calls a carrier without being one. It is editable when what it hands over is a `Wording`, else its words are fixed.
"""

import ast
from dataclasses import dataclass, field
from importlib import import_module
from pathlib import Path

from compact_portal.marked import ROOMS, ROOT
from compact_portal.messaging.wordings import Wording

Name = tuple[str, str]  # module, function
OUTBOX: set[Name] = {("compact_portal.messaging.outbox", "queue"), ("compact_portal.messaging.outbox", "write_for")}
FILLED: Name = ("signatories.mail_words", "write_words")


@dataclass
class Place:
    name: str
    wordings: set[str] = field(default_factory=set)  # keys
    fixed: bool = False  # writes words that stand in the source
    held: bool = False  # hands over a round


def modules() -> dict[str, ast.Module]:
    files = [file for room in ROOMS for file in (ROOT / room).rglob("*.py") if "migrations" not in file.parts]
    return {named(file): ast.parse(file.read_text(encoding="utf-8")) for file in files}


def named(file: Path) -> str:
    return ".".join(file.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__")


def functions(tree: ast.Module) -> dict[str, ast.FunctionDef]:
    """Those of the module and of its classes, by "function" and "Class.function"."""
    found = {}
    for node in tree.body:
        if isinstance(node, ast.FunctionDef):
            found[node.name] = node
        elif isinstance(node, ast.ClassDef):
            found |= {f"{node.name}.{each.name}": each for each in node.body if isinstance(each, ast.FunctionDef)}
    return found


def known_as(module: str, tree: ast.Module) -> dict[str, tuple[str, str | None]]:
    """{name in this module: (module, name there)}, for a module that was imported whole (module, None)."""
    names: dict[str, tuple[str, str | None]] = {name: (module, name) for name in functions(tree)}
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom) and node.module:
            for each in node.names:
                whole = (ROOT / Path(*node.module.split("."), f"{each.name}.py")).exists()
                names[each.asname or each.name] = (f"{node.module}.{each.name}", None) if whole else (node.module, each.name)
    return names


def callee(call: ast.Call, names: dict) -> Name | None:
    if isinstance(call.func, ast.Name):
        found = names.get(call.func.id)
        return found if found and found[1] else None
    if isinstance(call.func, ast.Attribute) and isinstance(call.func.value, ast.Name):
        module = names.get(call.func.value.id)
        return (module[0], call.func.attr) if module and module[1] is None else None
    return None


def calls_in(function: ast.FunctionDef, names: dict, carriers: set[Name]) -> list[ast.Call]:
    return [node for node in ast.walk(function) if isinstance(node, ast.Call) and callee(node, names) in carriers]


def passes_on(function: ast.FunctionDef) -> bool:
    given = {arg.arg for arg in (*function.args.args, *function.args.kwonlyargs)}
    return bool(given & {"subject", "wording"})


def wordings_in(function: ast.FunctionDef, module: str) -> set[str]:
    there = import_module(module)
    known = {node.id for node in ast.walk(function) if isinstance(node, ast.Name)}
    return {value.key for name in known if isinstance(value := getattr(there, name, None), Wording)}


def holds(function: ast.FunctionDef, names: dict, carriers: set[Name]) -> bool:
    return any(keyword.arg == "round" for call in calls_in(function, names, carriers) for keyword in call.keywords)


def fixed_words(call: ast.Call, names: dict, functions_of: dict[Name, ast.FunctionDef]) -> bool:
    """Whether a call of a carrier hands over words and no Wording."""
    target = callee(call, names)
    if target in OUTBOX:
        return True
    return target != FILLED and "wording" not in {arg.arg for arg in (*functions_of[target].args.args, *functions_of[target].args.kwonlyargs)}


def places() -> list[Place]:
    trees = modules()
    names = {module: known_as(module, tree) for module, tree in trees.items()}
    all_functions = {(module, name): node for module, tree in trees.items() for name, node in functions(tree).items()}
    carriers = OUTBOX | {FILLED}
    while more := {
        name for name, node in all_functions.items() if name not in carriers and passes_on(node) and calls_in(node, names[name[0]], carriers)
    }:
        carriers |= more
    holding = {one for one in carriers if one in all_functions and holds(all_functions[one], names[one[0]], carriers)} - OUTBOX - {FILLED}
    found = []
    for (module, name), node in all_functions.items():
        calls = calls_in(node, names[module], carriers)
        if (module, name) in carriers or not calls:
            continue
        place = Place(f"{module}.{name}", wordings_in(node, module))
        for call in ast.walk(node):
            asked = callee(call, names[module]) if isinstance(call, ast.Call) else None
            if asked in all_functions and asked not in carriers and not calls_in(all_functions[asked], names[asked[0]], carriers):
                place.wordings |= wordings_in(all_functions[asked], asked[0])  # it says which wording
        place.fixed = any(fixed_words(call, names[module], all_functions) for call in calls)
        place.held = holds(node, names[module], carriers) or any(callee(call, names[module]) in holding for call in calls)
        found.append(place)
    return found


def makers_of_messages() -> set[str]:
    """Modules that make a row of the outbox themselves."""
    making = {"Message", "Message.objects.create", "Message.objects.bulk_create", "Message.objects.get_or_create", "send_mail", "EmailMessage"}
    return {
        module for module, tree in modules().items()
        if any(isinstance(node, ast.Call) and ast.unparse(node.func) in making for node in ast.walk(tree))
    }  # fmt: skip


def hidden_calls() -> set[str]:
    """Where a mail would be written without this list seeing it: outside a function, or by the outbox under a name of its own."""
    found = set()
    for module, tree in modules().items():
        names = known_as(module, tree)
        seen = {id(call.func) for node in functions(tree).values() for call in calls_in(node, names, OUTBOX | {FILLED})}
        for node in ast.walk(tree):
            if isinstance(node, ast.Name) and names.get(node.id) in OUTBOX | {FILLED} and isinstance(node.ctx, ast.Load) and id(node) not in seen:
                found.add(f"{module}:{node.lineno}")
    return found
