"""The one Chromium of a test process, for every folder that looks at pages: playwright can be started only once in a thread.

A plugin of its own (pyproject.toml), because a fixture that two folders import is two fixtures. Imports nothing before it is asked to.
"""

import os
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
CHROMIUM = os.environ.get("CHROMIUM", "/usr/bin/chromium")
FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run"]
FLAGS += ["--disable-background-networking", "--disable-component-update", "--disable-sync"]


@pytest.fixture(scope="session")
def static_files():
    """What script/setup has collected, as in production: Django's own handler knows no hashed names. Two workers must not collect at once."""
    import django.contrib.staticfiles.handlers
    from django.conf import settings

    if not (Path(settings.STATIC_ROOT) / "staticfiles.json").exists():
        pytest.fail("There are no styles: run script/setup first.")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(django.contrib.staticfiles.handlers, "StaticFilesHandler", lambda app: app)
        patch.setenv("DJANGO_ALLOW_ASYNC_UNSAFE", "1")  # playwright keeps an event loop in this thread
        yield


@pytest.fixture(scope="session")
def chromium(static_files):
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        yield browser
        browser.close()


@pytest.fixture(scope="session")
def axe_source() -> str:
    return (ROOT / "node_modules/axe-core/axe.min.js").read_text()
