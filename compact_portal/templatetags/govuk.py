"""From Django's form fields to the words that the GOV.UK templates in `templates/govuk/` print.

Django's own widgets render each input through its own template, which costs four to six times as much; here each field becomes one
flat dictionary and one template. Attributes that GOV.UK's patterns advise against (maxlength, placeholder, number spinners) are left out.
"""

from django import forms, template
from django.conf import settings
from django.forms.utils import flatatt
from django.utils.translation import get_language, gettext

from compact_portal.forms import DateParts

register = template.Library()

# The first that fits decides, so a subclass stands before its parent.
KINDS = [
    (DateParts, "date"),
    (forms.CheckboxSelectMultiple, "checkboxes"),
    (forms.RadioSelect, "radio"),
    (forms.Select, "select"),
    (forms.CheckboxInput, "checkbox"),
    (forms.Textarea, "textarea"),
    (forms.FileInput, "file"),
]
OURS = {
    "class",
    "id",
    "label_class",
    "legend_class",
    "maxlength",
    "minlength",
    "min",
    "max",
    "step",
    "placeholder",
    "cols",
    "rows",
    "required",
    "type",
}
DJANGOS_ROWS, GOVUK_ROWS = "10", "5"
NO_ANSWER = "---------"
COUNT = "%{count}"  # where the script puts the number


def kind_of(widget: forms.Widget) -> str:
    return next((kind for base, kind in KINDS if isinstance(widget, base)), "input")


@register.simple_tag
def govuk(field: forms.BoundField) -> dict:
    """What the template `template` of the result prints about one bound field."""
    widget, name = field.field.widget, field.html_name
    attrs, id_ = widget.attrs, widget.attrs.get("id") or field.auto_id or field.html_name
    kind = kind_of(widget)
    error = " ".join(field.errors) if field.form.is_bound else ""
    hint = field.help_text
    parts = [f"{id_}-info"] if kind == "textarea" and "maxlength" in attrs else []
    parts += [f"{id_}-hint"] * bool(hint) + [f"{id_}-error"] * bool(error)
    facts = {
        "template": f"govuk/widgets/{kind}.html",
        "id": id_,
        "name": name,
        "label": field.label,
        "hint": hint,
        "error": error,
        "describedby": " ".join(parts),
        "label_class": attrs.get("label_class", ""),
        "legend_class": attrs.get("legend_class", ""),
        "classes": f" {attrs['class']}" if attrs.get("class") else "",
        "attrs": flatatt(extra) if (extra := {key: value for key, value in attrs.items() if key not in OURS}) else "",
        "disabled": field.field.disabled,
    }
    FACTS[kind](facts, field, widget)
    return facts


def input_facts(facts: dict, field: forms.BoundField, widget: forms.Widget) -> None:
    value = field.value()
    if not getattr(widget, "render_value", True):  # a password never goes back to the page
        value = None
    shown = widget.format_value(value)
    facts["value"] = "" if shown is None else shown
    facts["type"] = getattr(widget, "input_type", "text")
    if isinstance(widget, forms.NumberInput):
        # browsers' number fields lose what was typed when a mouse wheel turns
        facts["type"] = "text"
        mode = "numeric" if isinstance(field.field, forms.IntegerField) and not isinstance(field.field, forms.FloatField) else "decimal"
        facts["attrs"] += flatatt({"inputmode": mode})
    elif isinstance(widget, forms.EmailInput) and "spellcheck" not in widget.attrs:
        facts["attrs"] += flatatt({"spellcheck": "false"})


def textarea_facts(facts: dict, field: forms.BoundField, widget: forms.Widget) -> None:
    value = widget.format_value(field.value())
    facts["value"] = "" if value is None else value
    rows = str(widget.attrs.get("rows", GOVUK_ROWS))
    facts["rows"] = GOVUK_ROWS if rows == DJANGOS_ROWS else rows
    facts["maxlength"] = widget.attrs.get("maxlength")
    facts["spoken"] = counted_in(get_language()) if facts["maxlength"] else ""


def counted_in(language: str | None) -> str:
    """What the script that counts characters says in another language than its own English: one sentence for any number, so that a
    language with six plurals needs no six."""
    if language in (None, settings.LANGUAGE_CODE):
        return ""
    left, over = gettext("Characters left:"), gettext("Characters too many:")
    said = {"under": (left, COUNT), "at": (left, "0"), "over": (over, COUNT)}
    return flatatt({f"data-i18n.characters-{where}-limit": " ".join(words) for where, words in said.items()})


def choice_facts(facts: dict, field: forms.BoundField, widget: forms.Widget) -> None:
    """`items`: dictionaries of value, text, id, hint and chosen. In a select, groups are items of `group` and their own `items`; of
    boxes to tick, the first of a group has its name as `begins`, the last `ends` it, and it is `open` where one of them is ticked."""
    chosen = {str(value) for value in widget.format_value(field.value())}
    hints = getattr(field.field, "item_hints", {})
    listed = facts["template"] == "govuk/widgets/select.html"
    items = []
    for value, text in widget.choices:
        if isinstance(text, (list, tuple)):
            inner = [{"value": str(key), "text": words, "chosen": str(key) in chosen} for key, words in text]
            if inner and not listed:
                inner[0] |= {"begins": value, "open": any(item["chosen"] for item in inner)}
                inner[-1]["ends"] = True
            items += [{"group": value, "items": inner}] if listed else inner
            continue
        value = "" if value is None else str(value)
        if value == "" and str(text) == NO_ANSWER:
            if not listed:
                continue
            text = gettext("Choose one") if field.field.required else gettext("No answer")
        items.append({"value": value, "text": text, "hint": hints.get(value, ""), "chosen": value in chosen})
    if not listed:
        for number, item in enumerate(items, 1):
            item["id"] = facts["id"] if number == 1 else f"{facts['id']}-{number}"
    facts["items"] = items
    facts["multiple"] = getattr(widget, "allow_multiple_selected", False)


def checkbox_facts(facts: dict, field: forms.BoundField, widget: forms.Widget) -> None:
    facts["chosen"] = widget.check_test(field.value())


def date_facts(facts: dict, field: forms.BoundField, widget: forms.Widget) -> None:
    values = widget.parts_of(field.value())
    labels = {"day": gettext("Day"), "month": gettext("Month"), "year": gettext("Year")}
    wrong = getattr(field.field, "wrong_parts", None) or set(values)
    labels = {"day": gettext("Day"), "month": gettext("Month"), "year": gettext("Year")}
    facts["parts"] = [
        {
            "id": f"{facts['id']}-{part}",
            "name": f"{facts['name']}-{part}",
            "label": labels[part],
            "value": values[part],
            "width": 4 if part == "year" else 2,
            "error": bool(facts["error"]) and part in wrong,
        }
        for part in values
    ]


def file_facts(facts: dict, field: forms.BoundField, widget: forms.Widget) -> None:
    """Nothing to add: a browser never shows a file chosen before."""


FACTS = {
    "date": date_facts,
    "checkboxes": choice_facts,
    "radio": choice_facts,
    "select": choice_facts,
    "checkbox": checkbox_facts,
    "textarea": textarea_facts,
    "file": file_facts,
    "input": input_facts,
}


@register.simple_tag
def govuk_errors(form: forms.BaseForm) -> list[dict]:
    """Every error of a form in the order of its fields: `text`, and `target`, the id of the input it is about ("" for the whole form)."""
    errors = [{"text": text, "target": ""} for text in form.non_field_errors()]
    for name, texts in form.errors.items():
        if name not in form.fields:
            continue
        field = form[name]
        target = field.field.widget.attrs.get("id") or field.auto_id or field.html_name
        if kind_of(field.field.widget) == "date":
            target += "-day"
        errors += [{"text": text, "target": "" if field.is_hidden else target} for text in texts]
    return errors
