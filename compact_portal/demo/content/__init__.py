"""The words of the demonstration, in files beside this one, so that a diff shows what changed."""

import tomllib
from pathlib import Path


def read(name: str) -> dict:
    return tomllib.loads((Path(__file__).parent / f"{name}.toml").read_text(encoding="utf-8"))
