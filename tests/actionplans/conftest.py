"""The import of plans as the command line runs it."""

import io

import pytest
from django.core.management import CommandError, call_command

from actionplans.models import Plan
from compact_portal.audit.models import Event


@pytest.fixture
def run(cast, tmp_path):
    def run(data: bytes, *, period="2008-04/2009-03", name="plan.csv", compact="wealdshire", **options) -> str:
        (tmp_path / name).write_bytes(data)
        out = io.StringIO()
        call_command("import_action_plan", str(tmp_path / name), compact=compact, period=period, stdout=out, **options)
        return out.getvalue()

    return run


@pytest.fixture
def refused(run):
    """Run, expect a refusal, and check that nothing at all was written. Gives the sentences without the first line."""

    def refused(data: bytes, **options) -> list[str]:
        before = (Plan.objects.count(), Event.objects.count())
        with pytest.raises(CommandError) as caught:
            run(data, **options)
        first, *sentences = str(caught.value).splitlines()
        assert first == "Nothing was imported."
        assert (Plan.objects.count(), Event.objects.count()) == before
        assert caught.value.returncode == 1
        return sentences

    return refused
