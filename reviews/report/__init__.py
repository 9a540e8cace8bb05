"""The annual review report: composed of blocks (`sources`), gathered (`assemble`), drawn once for every form of it (`rendering`)."""

from .assemble import assemble
from .blocks import Report

__all__ = ["Report", "assemble"]
