"""Every text that is marked for translation, with the files it stands in, and which of them have no translation yet.

`python -m compact_portal.catalogues missing cy` prints the latter as entries of a catalogue, for whoever translates.
"""

import ast
import re
from collections import defaultdict
from functools import cache
from pathlib import Path

from compact_portal.catalogues import ROOT, entries

ROOMS = ("compact_portal", "signatories", "reviews", "actionplans", "disputes")
ONE, SEVERAL = {"_", "gettext", "gettext_lazy", "gettext_noop"}, {"ngettext", "ngettext_lazy"}
COMMENT = re.compile(r"{#.*?#}|{% comment %}.*?{% endcomment %}", re.S)
IN_TAG = re.compile(r"""(?:{% translate |_\()("(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*')""")

Text = tuple[str, str | None]  # as English says it of one, and of several where a number decides


def of_template(file: Path) -> set[Text]:
    from django.template import Engine
    from django.template.base import Template
    from django.templatetags.i18n import BlockTranslateNode

    source = COMMENT.sub("", file.read_text(encoding="utf-8"))
    found: set[Text] = {(ast.literal_eval(text).replace("%", "%%"), None) for text in IN_TAG.findall(source)}
    if "{% blocktranslate" in source:
        for node in Template(source, engine=Engine.get_default()).nodelist.get_nodes_by_type(BlockTranslateNode):
            one, several = (node.render_token_list(part)[0] if part else None for part in (node.singular, node.plural))
            found.add((one, several))
    return found


def of_python(file: Path) -> set[Text]:
    found: set[Text] = set()
    for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
        name = getattr(node.func, "id", "") if isinstance(node, ast.Call) else ""
        said = [part.value for part in node.args if isinstance(part, ast.Constant)] if name else []
        if name in ONE and said:
            found.add((said[0], None))
        elif name in SEVERAL and len(said) > 1:
            found.add((said[0], said[1]))
    return found


@cache
def of_file(file: Path) -> set[Text]:
    """What one file says. Read once: no file changes while its code runs."""
    return of_python(file) if file.suffix == ".py" else of_template(file)


def files() -> list[Path]:
    """Everything that may speak to a reader: templates and our own Python."""
    python = [file for room in ROOMS for file in (ROOT / room).rglob("*.py")]
    return sorted([*(ROOT / "templates").rglob("*.html"), *(ROOT / "templates").rglob("*.txt"), *python])


def of_history() -> set[Text]:
    """Names that models give to fields by themselves, as `agreed on`: a history page says them (audit/wording.py), and no call marks them."""
    from django.utils.functional import Promise

    from compact_portal.history import SHOWN

    names = {f.verbose_name for model in SHOWN for f in model._meta.concrete_fields if not f.primary_key}
    return {(name, None) for name in names if not isinstance(name, Promise)}


def marked() -> dict[Text, list[str]]:
    """Each text with the files that say it."""
    found = defaultdict(list)
    for file in files():
        for text in of_file(file):
            found[text].append(str(file.relative_to(ROOT)))
    for text in of_history():
        found[text].append("compact_portal/history.py")
    return dict(found)


def catalogue(language: str) -> Path:
    return ROOT / "locale" / language / "LC_MESSAGES/django.po"


def whole(language: str) -> list[Path]:
    """The files whose every text must be in the catalogue: locale/<language>/whole.txt names them, one pattern a line."""
    lines = (ROOT / "locale" / language / "whole.txt").read_text(encoding="utf-8").splitlines()
    return sorted({file for line in lines if line and not line.startswith("#") for file in ROOT.glob(line)})


def known(language: str) -> set[str]:
    """What the catalogue translates: its texts, and what they are of several."""
    written = entries(catalogue(language).read_text(encoding="utf-8"))[1:]
    return {entry[key] for entry in written for key in ("msgid", "msgid_plural") if key in entry}


def missing(language: str) -> dict[Text, list[str]]:
    """Marked texts without an entry, with the files that say them."""
    there = known(language)
    return {text: said_in for text, said_in in marked().items() if text[0] not in there and text[0].replace("%%", "%") not in there}


def quoted(text: str) -> str:
    escaped = text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n")
    return f'"{escaped}"'


def as_entries(texts: dict[Text, list[str]], *, forms: int) -> str:
    """Empty entries of a catalogue, in the order of the files. `forms` is how many a number may take in that language."""
    found = []
    for (one, several), said_in in sorted(texts.items(), key=lambda item: (item[1], item[0][0])):
        lines = [f"#: {' '.join(said_in)}", f"msgid {quoted(one)}"]
        if several is None:
            lines.append('msgstr ""')
        else:
            lines += [f"msgid_plural {quoted(several)}", *(f'msgstr[{form}] ""' for form in range(forms))]
        found.append("\n".join(lines))
    return "\n\n".join(found)


def say_missing(language: str) -> str:
    """The entries that a translator would add to the catalogue. Raises FileNotFoundError where there is no catalogue of that language."""
    import os

    import django

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "compact_portal.settings")
    django.setup()
    forms = re.search(r"nplurals=(\d+)", catalogue(language).read_text(encoding="utf-8"))
    return as_entries(missing(language), forms=int(forms[1]) if forms else 2)
