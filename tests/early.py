"""Loaded before Django's settings: tests use a private server of their own, never the portal's."""

import os

os.environ["PORTAL_EMBEDDED"] = "test"
os.environ["CASE_PEPPERS"] = "1:" + "5a" * 32

from compact_portal.catalogues import compile_all

compile_all()  # translations, where script/setup has not made them
