"""The page of one officer's deed: a heading, what it will do, a form, one button, and a way back."""

from collections.abc import Callable

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.shortcuts import redirect, render

from compact_portal.forms import PortalForm


def ask(request, *, compact, heading: str, form: PortalForm, button: str, back: str, parent: str, deed: Callable[[dict], str], intro=(), warning="",
        caption=""):  # fmt: skip
    """Draws the page, or does the deed and goes back. Without a `button` there is nothing to do here but to read why.

    `deed` takes the form's checked words, calls one action, and returns what to say afterwards; a ValidationError of the action
    becomes the form's. `back` is the address of the page before, which is called `parent`.
    """
    if form.is_valid():
        try:
            said = deed(form.cleaned_data)
        except ValidationError as error:
            form.add_error(None, " ".join(error.messages))
        else:
            messages.success(request, said)
            return redirect(back)
    context = {
        "compact": compact, "heading": heading, "form": form, "button": button, "back": back, "parent": parent,
        "intro": [intro] if isinstance(intro, str) else intro, "warning": warning, "caption": caption, "files": form.is_multipart(),
    }  # fmt: skip
    return render(request, "signatories/form_page.html", context)
