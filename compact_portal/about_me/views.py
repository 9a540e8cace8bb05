"""My own data. Nobody sees these pages but the person themself; nothing of a case is here that they may not see elsewhere."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.core.serializers.json import DjangoJSONEncoder
from django.db import transaction
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.template.loader import render_to_string
from django.utils.translation import gettext, ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from compact_portal.about_me.held import as_file, endings_of, held_about
from compact_portal.about_me.register import register_of
from compact_portal.about_me.where import NOT_SHOWN
from compact_portal.documents.pdf import render_pdf
from compact_portal.documents.tables_out import file_response

LINES = 20  # lines of a kind on the page; the file has all


@never_cache
@require_safe
def about_me(request):
    return render(request, "about_me/about_me.html", {"kinds": held_about(request.user), "shown": LINES, "not_shown": list(NOT_SHOWN)})


@never_cache
@require_safe
def about_me_file(request):
    content = DjangoJSONEncoder(ensure_ascii=False, indent=1).encode(as_file(request.user))
    return file_response("about-me.json", content.encode(), "application/json")


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def leave(request):
    """Every part with what its end means; one button ends all that can be ended. All of it, or nothing."""
    endings = endings_of(request.user)
    ended = [ending for ending in endings if ending.end]
    if request.method == "POST" and ended:
        try:
            with transaction.atomic():
                for ending in ended:
                    ending.end()
        except ValidationError as error:
            messages.error(request, gettext("Nothing was ended. %(why)s") % {"why": error.messages[0]})
        else:
            done = ngettext("Done: you have left %(parts)s part.", "Done: you have left %(parts)s parts.", len(ended)) % {"parts": len(ended)}
            rest = gettext("What you have to hand over first is still yours.") if len(endings) > len(ended) else ""
            messages.success(request, f"{done} {rest}".strip())
        return redirect("about_me:leave")
    return render(request, "about_me/leave.html", {"endings": ended, "staying": [one for one in endings if not one.end]})


@require_safe
def register(request):
    """The record of processing activities, for whoever runs the portal."""
    return render(request, "about_me/register.html", _register(request))


@require_safe
def register_pdf(request):
    html = render_to_string("about_me/register_print.html", _register(request))
    return HttpResponse(render_pdf(html), content_type="application/pdf", headers={"Content-Disposition": 'inline; filename="register.pdf"'})


def _register(request) -> dict:
    if not request.user.is_superuser:
        raise Http404
    return register_of()
