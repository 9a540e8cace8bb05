"""The plan page with 500 actions against a bare view of the same rows: allowed 3 times. Everything that it writes is taken back."""

import os
import statistics
import time

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "compact_portal.settings")
django.setup()

from django.conf import settings  # noqa: E402
from django.contrib.auth.models import AnonymousUser  # noqa: E402
from django.db import transaction  # noqa: E402
from django.http import HttpResponse  # noqa: E402
from django.template import engines  # noqa: E402
from django.test import Client, RequestFactory  # noqa: E402
from django.urls import reverse  # noqa: E402

from actionplans.models import Action, Plan, ProgressNote, Target  # noqa: E402
from signatories.models import Compact  # noqa: E402

ACTIONS, TARGETS, PAIRS, ALLOWED = 500, 8, 15, 3.0
# What a plain Django project would write for the same table: four columns, a link, the notes.
BARE = """<!DOCTYPE html><html lang="en"><head><title>{{ plan }}</title></head><body><h1>{{ plan }}</h1>
{% for target in targets %}<h2>{{ target.number }} {{ target.text }}</h2><table>
<tr><th>Owner</th><th>Activity</th><th>By when</th><th>Status</th></tr>
{% for action in target.actions.all %}<tr><td>{{ action.owners_as_written }}</td>
<td><a href="{% url "actionplans:action" plan.compact.slug plan.period action.pk %}">{{ action.text }}</a>
{% for note in action.notes.all %}<p>{{ note.noted_on|date:"j F Y" }}: {{ note.text }}</p>{% endfor %}</td>
<td>{{ action.by_when }}</td><td>{{ action.get_status_display }}</td></tr>{% endfor %}</table>{% endfor %}</body></html>"""


def seeded(compact: Compact) -> Plan:
    plan = Plan.objects.create(compact=compact, label="Bench", period="bench", starts_on="2009-01-01", ends_on="2009-12-31", status="adopted")
    targets = Target.objects.bulk_create(Target(plan=plan, number=number, text=f"Target {number}") for number in range(1, TARGETS + 1))
    statuses = Action.Status.values
    actions = Action.objects.bulk_create(
        Action(
            target=targets[number % TARGETS], number=number, text=f"Hold meeting {number} of the forum with all partners.", by_when="June 2009",
            owners_as_written="Council & Forum", due_on="2009-06-30", status=statuses[number % len(statuses)],
        )
        for number in range(ACTIONS)
    )  # fmt: skip
    ProgressNote.objects.bulk_create(ProgressNote(action=action, number=1, text="It was held.", noted_on="2009-05-01") for action in actions)
    return plan


def bare(request, plan: Plan) -> HttpResponse:
    plan = Plan.objects.select_related("compact").get(pk=plan.pk)
    targets = plan.targets.prefetch_related("actions__notes")
    return HttpResponse(engines["django"].from_string(BARE).render({"plan": plan, "targets": targets}, request))


def seconds(work) -> float:
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def compared(compact: Compact) -> list[tuple[float, float]]:
    """(ours, bare) in seconds, pair by pair; ours through every middleware, the bare one without any."""
    plan, client, factory = seeded(compact), Client(), RequestFactory()
    address = reverse("actionplans:plan", args=[compact.slug, plan.period])

    def ours():
        assert client.get(address).content.count(b"Hold meeting") >= ACTIONS

    def floor():
        request = factory.get(address)
        request.user = AnonymousUser()
        assert bare(request, plan).content.count(b"Hold meeting") == ACTIONS

    ours(), floor()  # warm up
    return [(seconds(ours), seconds(floor)) for _ in range(PAIRS)]


def main() -> None:
    settings.ALLOWED_HOSTS = ["*"]
    with transaction.atomic():
        pairs = compared(Compact.objects.get(slug="east-sussex"))
        transaction.set_rollback(True)
    ratios = sorted(a / b for a, b in pairs)
    ours_s, floor_s = (statistics.median(column) for column in zip(*pairs, strict=True))
    print("| plan page | ours s | bare view s | ratio, pair by pair: median (least to most) | allowed |")  # noqa: T201
    print("|---|---|---|---|---|")  # noqa: T201
    ratio = f"{statistics.median(ratios):.2f} ({ratios[0]:.2f} to {ratios[-1]:.2f})"
    print(f"| {ACTIONS} actions | {ours_s:.3f} | {floor_s:.3f} | {ratio} | {ALLOWED:.2f} |")  # noqa: T201


if __name__ == "__main__":
    main()
