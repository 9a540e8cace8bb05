"""What the pages of a case share: the page of one deed, with the way back to the case."""

from collections.abc import Callable

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404
from django.shortcuts import redirect, render
from django.urls import reverse

from compact_portal.forms import PortalForm
from disputes.models import Part


def address(case, name: str = "case", **more) -> str:
    return reverse(f"disputes:{name}", kwargs={"compact": case.compact.slug, "reference": case.reference, **more})


def way_on(request, case) -> str:
    """Back to the case, or to what else is to do for somebody whose part in it has ended with what they did."""
    there = Part.objects.open_to(request.user).filter(case=case).exists()
    return address(case) if there else reverse("home")


def ask(
    request, *, case, heading: str, form: PortalForm, button: str, deed: Callable[[dict], str], intro=(), warning: str = "", to: str = "", shown=()
):
    """Draws the page, or does the deed and goes back to the case (or `to`).

    `deed` takes the form's checked words and returns what to say afterwards. `shown` are texts of the case that stand above the form.
    What the case does not allow this person is no page: 404, like every other closed door of a case.
    """
    if form.is_valid():
        try:
            said = deed(form.cleaned_data)
        except ValidationError as error:
            form.add_error(None, " ".join(error.messages))
        except PermissionDenied:
            raise Http404 from None
        else:
            messages.success(request, said)
            return redirect(to or way_on(request, case))
    words = {
        "compact": case.compact, "case": case, "heading": heading, "form": form, "button": button, "back": address(case), "warning": warning,
        "intro": [intro] if isinstance(intro, str) else intro, "files": form.is_multipart(), "shown": shown,
    }  # fmt: skip
    return render(request, "disputes/form_page.html", words)


def done(request, case, deed: Callable[[], str]):
    """For a button without a form: the deed's sentence, or why it was refused, on the page of the case."""
    try:
        messages.success(request, deed())
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
    except PermissionDenied:
        raise Http404 from None
    return redirect(way_on(request, case))
