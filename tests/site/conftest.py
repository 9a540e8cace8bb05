"""How many cells of the map of access were asked, said at the end of the run."""

import pytest


class Swept:
    cells = 0


@pytest.fixture(scope="session")
def swept(request) -> Swept:
    request.config.swept = getattr(request.config, "swept", None) or Swept()
    return request.config.swept


def pytest_terminal_summary(terminalreporter, config):
    if hasattr(config, "swept"):
        terminalreporter.write_line(f"Access: {config.swept.cells:,} answers compared with what is declared.")
