"""The page on which a checklist of 12 items is answered, against a bare form view with as many fields: allowed 1 time.

Ours goes through everything that a request goes through here (session, user, headers, our checks of who asks); the bare view is
`django.forms` with its own widgets, one query and nothing around it. Run by script/bench in the database of the demonstration.
"""

import os
import statistics
import time

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "compact_portal.settings")
django.setup()

from django import forms  # noqa: E402
from django.http import HttpResponse  # noqa: E402
from django.template import Context, Template  # noqa: E402
from django.test import Client, RequestFactory  # noqa: E402

from compact_portal.accounts.models import User  # noqa: E402
from compact_portal.days import today  # noqa: E402
from reviews.checklists.actions import sending, taking  # noqa: E402
from reviews.checklists.sheets import asked_in, parts_asked, points_of  # noqa: E402
from reviews.models import Checklist  # noqa: E402
from signatories.models import Organisation  # noqa: E402

ROUNDS = 60
PAGE = Template("<!DOCTYPE html><html><body><form method='post'>{{ form.as_div }}<button>Save</button></form></body></html>")


def bare_view(request, names: list[tuple[str, str]], choices: list[tuple[str, str]]) -> HttpResponse:
    """As many fields of the same kinds, and one query."""
    User.objects.filter(pk=1).first()
    made = {}
    for name, part in names:
        if part == "point":
            made[name] = forms.ChoiceField(label=name, choices=choices, widget=forms.RadioSelect, required=False)
        elif part == "speaks":
            made[name] = forms.ChoiceField(label=name, choices=[("", "Not said"), ("a", "A"), ("b", "B"), ("c", "C")], required=False)
        else:
            made[name] = forms.CharField(label=name, widget=forms.Textarea(attrs={"rows": 2}), required=False)
    form = type("Bare", (forms.Form,), made)()
    return HttpResponse(PAGE.render(Context({"form": form})))


def seconds(work) -> float:
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def main() -> None:
    by = User.objects.get(email="council@demo.example")
    body = Organisation.objects.get(name="Coast and Weald Wellbeing Partnership")
    checklist = Checklist.objects.in_use().get(code__subject="partnership", compact__slug="east-sussex")
    assessment = taking.begin(checklist=checklist, body=body, way="joint", by=by, on=today())
    client = Client()
    client.force_login(by, backend="allauth.account.auth_backends.AuthenticationBackend")
    address = f"/east-sussex/checklists/taken/{assessment.pk}/answers/{assessment.sheets.get().pk}/"
    names = [(f"{item.key}:{part}", part) for item in asked_in(assessment) for part in parts_asked(assessment, item)]
    choices = [(point.key, point.label) for point in points_of(checklist)]
    request = RequestFactory().get("/")

    def ours():
        assert client.get(address, secure=False).status_code == 200

    def floor():
        assert bare_view(request, names, choices).status_code == 200

    ours(), floor()  # warm up
    pairs = [(seconds(ours), seconds(floor)) for _ in range(ROUNDS)]
    ratios = sorted(a / b for a, b in pairs)
    ours_ms, floor_ms = (1000 * statistics.median(column) for column in zip(*pairs, strict=True))
    print("| 12 items | ours ms | bare form ms | ratio, pair by pair: median (least to most) | allowed |")  # noqa: T201
    print("|---|---|---|---|---|")  # noqa: T201
    print(f"| {len(names)} fields | {ours_ms:.1f} | {floor_ms:.1f} | {statistics.median(ratios):.2f} ({ratios[0]:.2f} to {ratios[-1]:.2f}) | 1.00 |")  # noqa: T201
    sending.give_up(assessment=assessment, by=by, on=today())


if __name__ == "__main__":
    main()
