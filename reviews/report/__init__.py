"""The annual review report: gathered from what every app knows (`assemble`), drawn once for page and PDF (`rendering`)."""

from .assemble import assemble
from .blocks import Report

__all__ = ["Report", "assemble"]
