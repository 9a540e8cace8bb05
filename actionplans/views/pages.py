"""A page with one form that does one thing: most pages of an officer are that."""

from collections.abc import Callable

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from actionplans.models import Plan


def form_page(request, form, do: Callable, *, to: str, plan: Plan | None, template: str = "actionplans/form.html", done: str = "", **context):
    """Show `form`; when it is sent and right, call `do` with its words, say `done`, or what `do` says, and lead to `to`.

    `context` may hold title, caption, lead (a sentence before the form), way (the address and words of a page that
    belongs to it), button, warning (the button is red), and compact.
    """
    if form.is_valid():
        try:
            said = do(**form.cleaned_data)
        except ValidationError as error:
            form.add_error(None, error.messages[0])
        else:
            messages.success(request, said if isinstance(said, str) else done)
            return redirect(to)
    defaults = {"button": _("Save"), "caption": plan and plan.label, "compact": plan and plan.compact, "plan": plan}
    return render(request, template, defaults | {"form": form, "to": to} | context)
