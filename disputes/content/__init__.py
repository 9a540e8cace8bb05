"""Starting content of the procedure, in files where a change of wording shows in a diff."""

import functools
import tomllib
from pathlib import Path


@functools.cache
def read(name: str) -> dict:
    return tomllib.loads((Path(__file__).parent / f"{name}.toml").read_text())
