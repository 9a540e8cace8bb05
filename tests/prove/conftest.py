"""The long proofs: too slow for every run. `script/prove` runs them, and each says its figures in one line."""

import pytest

from tests.reviews.conftest import draft_survey, survey  # noqa: F401  fixtures
from tests.transactional import committed, emptied_by_owner  # noqa: F401  fixtures


@pytest.fixture(scope="session")
def figure(request):
    """`figure("40 organisations: …")` prints past pytest's capture, in a line that script/prove looks for."""
    plugins = request.config.pluginmanager
    terminal, capture = plugins.get_plugin("terminalreporter"), plugins.get_plugin("capturemanager")

    def say(text: str) -> None:
        with capture.global_and_fixture_disabled():
            terminal.ensure_newline()
            terminal.write_line(f"proved: {text}")

    return say
