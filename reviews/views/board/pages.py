"""A page with one form that does one thing to a paper: most pages of writing are that."""

from collections.abc import Callable

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _


def form_page(request, form, do: Callable, *, to: str, compact, done: str, template: str = "reviews/board/form.html", **context):
    """Show `form`; when it is sent and right, call `do` with its words, say `done`, or what `do` says, and lead to `to`.

    `context` may hold title, caption, lead (a sentence before the form), button, warning (the button is red), and nothing (there is nothing to do).
    """
    if form.is_valid():
        try:
            said = do(**form.cleaned_data)
        except ValidationError as error:
            form.add_error(None, " ".join(error.messages))
        else:
            messages.success(request, said if isinstance(said, str) else done)
            return redirect(to)
    return render(request, template, {"button": _("Save"), "form": form, "to": to, "compact": compact} | context)
