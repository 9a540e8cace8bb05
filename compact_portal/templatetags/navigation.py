"""The lines of links on every page: those of the portal, of the agreement that the page is about, and at its foot.

Nothing here asks the database anything, and an address is worked out once per process.
"""

from functools import lru_cache

from django import template
from django.urls import reverse
from django.utils.text import capfirst
from django.utils.translation import gettext as _

register = template.Library()
address = lru_cache(maxsize=5_000)(reverse)  # of a few names for each agreement


@register.simple_tag(takes_context=True)
def portal_links(context) -> list[dict]:
    """`url`, `text` and whether the reader is there (`here`), of the portal's own pages."""
    links = [("front", _("Front page"))]
    if _signed_in(context):  # the box of the search stands on each of their pages
        links += [("home", _("Your tasks")), ("my_agreements", _("Your agreements")), ("mfa_index", _("Your sign-in"))]
        if context["user"].is_staff:
            links.append(("admin:index", _("Administration")))
    else:
        links += [("search", _("Search")), ("account_request_login_code", _("Sign in"))]
    path = _path(context)
    return [{"url": (url := address(name)), "text": text, "here": path == url} for name, text in links]


@register.simple_tag(takes_context=True)
def agreement_links(context, compact) -> list[dict]:
    """The same of one agreement, in its own words; `here` is "page" on the page itself, "true" on one below it, else ""."""
    slug, terms = (compact.slug,), compact.terms
    links = [
        ("signatories:compact", _("Overview")),
        ("signatories:signatories", capfirst(terms.signatories)),
        ("signatories:champions", capfirst(terms.champions)),
        ("actionplans:current", _("Plan")),
        ("reviews:reports", _("Reports")),
    ]
    found, path = [], _path(context)
    for number, (name, text) in enumerate(links):
        url = address(name, args=slug)
        begins = (url, address("actionplans:plans", args=slug)) if name == "actionplans:current" else url
        here = "page" if path == url else "true" if number and path.startswith(begins) else ""
        found.append({"url": url, "text": text, "here": here})
    return found


@register.simple_tag(takes_context=True)
def foot_links(context, compact) -> list[dict]:
    """`url` and `text` of what is said about this site; `compact` is "" where a page is about none."""
    links = [(address("signatories:privacy", args=(compact.slug,)), _("Privacy"))] if compact else []
    if _signed_in(context):
        links.append((address("about_me:about_me"), _("What is held about you")))
    links += [(address("kept"), _("What is kept")), (address("accessibility"), _("Accessibility"))]
    return [{"url": url, "text": text} for url, text in links]


def _signed_in(context) -> bool:
    user = context.get("user")
    return user is not None and user.is_authenticated


def _path(context) -> str:
    request = context.get("request")
    return request.path if request else ""
