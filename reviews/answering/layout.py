"""How questions of several fields are drawn: their words, the help and who reads the answer stand above the fields.

What officers typed is printed as it is. Crispy's own Fieldset reads its legend as a template and marks it as safe.
"""

from crispy_forms.layout import LayoutObject
from crispy_forms.utils import TEMPLATE_PACK
from django.template.loader import render_to_string


class Together(LayoutObject):
    """Fields that answer one question, or one part of it. `name` makes the hint's id."""

    def __init__(self, legend: str, *fields: str, name: str = "", hint: str = ""):
        self.legend, self.fields, self.name, self.hint = legend, list(fields), name, hint

    def render(self, form, context, template_pack=TEMPLATE_PACK, **kwargs):
        drawn = self.get_rendered_fields(form, context, template_pack, **kwargs)
        return render_to_string("reviews/_together.html", {"legend": self.legend, "name": self.name, "hint": self.hint, "fields": drawn})


class Words(LayoutObject):
    """A question over several fieldsets: a heading, with who reads the answers."""

    fields: list = []

    def __init__(self, words: str, hint: str):
        self.words, self.hint = words, hint

    def render(self, form, context, template_pack=TEMPLATE_PACK, **kwargs):
        return render_to_string("reviews/_words.html", {"words": self.words, "hint": self.hint})
