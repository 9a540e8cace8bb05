"""How a page gets its case: through the person who asks, with their key open, behind the second wall."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps
from urllib.parse import urlencode

from django.http import Http404
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.cache import patch_cache_control
from django.views.decorators.debug import sensitive_post_parameters

from disputes import wall
from disputes.keeping.looking import entered
from disputes.models import Case, Part
from disputes.sittings import Sitting
from disputes.views.reopening import with_key


@dataclass(frozen=True)
class Viewer:
    """Who looks at a case: their parts in it, and their open key."""

    person: object
    parts: tuple[Part, ...]
    sitting: Sitting

    @property
    def side(self) -> str:
        """Of whoever speaks for a party or accompanies it; else nothing."""
        return next((part.side for part in self.parts if part.side), "")

    def has(self, *roles: str) -> bool:
        return any(part.role in roles for part in self.parts)

    def part(self, *roles: str) -> Part:
        """Their part of one of these roles, the first in this order; without roles, their first. Raises Http404."""
        fitting = [part for role in roles for part in self.parts if part.role == role] if roles else list(self.parts)
        if not fitting:
            raise Http404
        return fitting[0]


def case_view(view: Callable) -> Callable:
    """`view(request, case, viewer, …)` for the people of the case whose key is open; the passphrase page for those whose key is not;
    for everybody else there is no such page. One transaction, in which PostgreSQL shows the rows of this case alone."""

    @wraps(view)
    @sensitive_post_parameters()
    def inner(request, compact: str, reference: str, **kwargs):
        with wall.inside(person=request.user):
            case = Case.objects.for_person(request.user).select_related("compact").filter(compact__slug=compact, reference=reference).first()
        if case is None:
            raise Http404

        def page(sitting: Sitting):
            with wall.inside(case=case, person=request.user):
                parts = Part.objects.open_to(request.user).filter(case=case).select_related("organisation", "person")
                viewer = Viewer(request.user, tuple(parts), sitting)
                entered(request, case, sitting)
                return view(request, case, viewer, **kwargs)

        return private(with_key(request, page, otherwise=lambda: ask_passphrase(request)))

    inner.is_case_view = True
    return inner


def ask_passphrase(request):
    """To the page that unlocks, and back to this one."""
    return redirect(f"{reverse('disputes:unlock')}?{urlencode({'next': request.get_full_path()})}")


def private(response):
    """Kept by no browser and no proxy, found by no search engine."""
    patch_cache_control(response, no_store=True, private=True)
    response["X-Robots-Tag"] = "noindex"
    return response
