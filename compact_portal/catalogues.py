"""From the translations that people write (locale/*/LC_MESSAGES/django.po) to the files that gettext reads. Needs nothing installed.

`python -m compact_portal.catalogues` makes those that are missing or older than their source; script/setup and the tests call it.
`python -m compact_portal.catalogues missing` lists what nobody has translated yet, as entries to fill in (marked.py; it does need Django).
"""

import ast
import re
import struct
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
LINE = re.compile(r"(msgctxt|msgid_plural|msgid|msgstr(?:\[\d\])?)\s+(\".*\")$")
MAGIC, HEAD = 0x950412DE, 28  # bytes before the two tables
CONTEXT, PLURAL = "\x04", "\x00"  # as gettext joins them


def entries(source: str) -> list[dict[str, str]]:
    """Each entry with its `msgid`, `msgstr` or `msgstr[0]`…, and `msgctxt` or `msgid_plural` where it has them. The first is the head."""
    found, entry, key = [], {}, ""
    for line in [*source.splitlines(), ""]:
        line = line.strip()
        if match := LINE.match(line):
            key = match[1]
            entry[key] = ast.literal_eval(match[2])
        elif line.startswith('"'):
            entry[key] += ast.literal_eval(line)
        elif not line and entry:
            found.append(entry)
            entry = {}
    return found


def compiled(source: str) -> bytes:
    """A catalogue in GNU's binary form. What has no translation is left out, so that its English is shown."""
    texts = {}
    for entry in entries(source):
        key = entry.get("msgctxt", "") + CONTEXT * ("msgctxt" in entry) + entry["msgid"]
        forms = [text for name, text in sorted(entry.items()) if name.startswith("msgstr")]
        if "msgid_plural" in entry:
            key += PLURAL + entry["msgid_plural"]
        if all(forms):
            texts[key.encode()] = PLURAL.join(forms).encode()
    keys = sorted(texts)
    place, tables, body = HEAD + 16 * len(keys), ([], []), b""
    for table, words in zip(tables, (keys, [texts[key] for key in keys]), strict=True):
        for word in words:
            table += [len(word), place + len(body)]
            body += word + b"\0"
    head = struct.pack("<7I", MAGIC, 0, len(keys), HEAD, HEAD + 8 * len(keys), 0, 0)
    return head + struct.pack(f"<{4 * len(keys)}I", *tables[0], *tables[1]) + body


def compile_all() -> None:
    for source in ROOT.glob("locale/*/LC_MESSAGES/*.po"):
        target = source.with_suffix(".mo")
        if not target.exists() or target.stat().st_mtime < source.stat().st_mtime:
            scratch = target.with_suffix(".new")
            scratch.write_bytes(compiled(source.read_text(encoding="utf-8")))
            scratch.replace(target)


if __name__ == "__main__":
    if sys.argv[1:2] == ["missing"]:
        from compact_portal.marked import say_missing

        sys.stdout.write(say_missing(*sys.argv[2:3] or ["cy"]) + "\n")
    else:
        compile_all()
