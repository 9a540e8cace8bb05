"""Our form fields against GOV.UK Frontend's own fixtures: the same tags, attributes and text for the same options.

Compared are the fixtures whose options we offer; how many that is per component is fixed below, so that none falls away unnoticed.
"""

import json
import re
from collections import Counter
from html.parser import HTMLParser
from pathlib import Path

import pytest
from django import forms
from django.template.loader import render_to_string
from django.utils import translation

from compact_portal.forms import DateField

COMPONENTS = Path(__file__).resolve().parents[2] / "node_modules/govuk-frontend/dist/govuk/components"
TEXT = {"label", "id", "name", "hint", "errorMessage", "value", "classes", "autocomplete", "spellcheck"}
GROUP = {"idPrefix", "name", "fieldset", "hint", "errorMessage", "items", "value", "values"}
OFFERED = {
    "input": TEXT | {"type", "inputmode", "autocapitalize"},
    "textarea": TEXT | {"rows"},
    "character-count": TEXT | {"rows", "maxlength"},
    "select": {"label", "id", "name", "hint", "errorMessage", "items", "value"},
    "radios": GROUP,
    "checkboxes": GROUP,
    "date-input": {"id", "fieldset", "hint", "errorMessage", "namePrefix"},
    "file-upload": {"label", "id", "name", "hint", "errorMessage"},
}
COMPARED = {"input": 22, "textarea": 11, "character-count": 13, "select": 2, "radios": 6, "checkboxes": 5, "date-input": 2, "file-upload": 5}
# Ours on purpose: without a value, the empty choice is chosen wherever it stands; no item can contradict the field's value.
UNLIKE = {"select: with falsy values", "select: item selected overrides value"}


class Flat(HTMLParser):
    """A page as a list: opening tags with sorted attributes, closing tags, text with single spaces."""

    def __init__(self, html: str):
        super().__init__()
        self.parts = []
        self.feed(html)

    def handle_starttag(self, tag, attrs):
        self.parts.append((tag, *sorted((key, sorted(value.split()) if key == "class" else value) for key, value in attrs)))

    def handle_endtag(self, tag):
        self.parts.append(f"/{tag}")

    def handle_data(self, data):
        if text := " ".join(data.split()):
            self.parts.append(text)


def only(part: dict | None, *keys: str) -> bool:
    return not part or set(part) <= set(keys)


def offered(component: str, options: dict) -> bool:
    """Whether a fixture uses nothing but what our forms can ask for."""
    title = options.get("label") or (options.get("fieldset") or {}).get("legend") or {}
    items = options.get("items")
    return (
        set(options) <= OFFERED[component]
        and bool(title.get("text"))
        and only(title, "text", "classes")
        and only(options.get("fieldset"), "legend")
        and only(options.get("hint"), "text")
        and only(options.get("errorMessage"), "text")
        and (component not in ("select", "radios", "checkboxes") or bool(items))
        and all(item and "text" in item and "value" in item and only(item, "value", "text", "hint", "checked", "selected") for item in items or [])
        and (component != "character-count" or "maxlength" in options)
    )


def fixtures():
    for component in OFFERED:
        for fixture in json.loads((COMPONENTS / component / "fixtures.json").read_text())["fixtures"]:
            name = f"{component}: {fixture['name']}"
            if name not in UNLIKE and offered(component, fixture["options"]):
                yield pytest.param(component, fixture["options"], fixture["html"], id=name)


def widget_attrs(options: dict) -> dict:
    title = options.get("label") or options["fieldset"]["legend"]
    attrs = {key: str(options[key]) for key in ("autocomplete", "inputmode", "rows", "autocapitalize") if key in options}
    if "spellcheck" in options:
        attrs["spellcheck"] = str(options["spellcheck"]).lower()
    if "classes" in options:
        attrs["class"] = options["classes"]
    return attrs | {"label_class": title.get("classes", ""), "legend_class": title.get("classes", "")}


def field_for(component: str, options: dict) -> forms.Field:
    title = options.get("label") or options["fieldset"]["legend"]
    words = {"label": title["text"], "help_text": (options.get("hint") or {}).get("text", ""), "required": False}
    attrs = widget_attrs(options)
    if component == "input":
        widget = forms.TextInput(attrs)
        widget.input_type = options.get("type", "text")
        return forms.CharField(widget=widget, **words)
    if component in ("textarea", "character-count"):
        return forms.CharField(widget=forms.Textarea(attrs), max_length=options.get("maxlength") and int(options["maxlength"]), **words)
    if component == "date-input":
        return DateField(**words)
    if component == "file-upload":
        return forms.FileField(widget=forms.FileInput(attrs), **words)
    kinds = {
        "select": (forms.ChoiceField, forms.Select),
        "radios": (forms.ChoiceField, forms.RadioSelect),
        "checkboxes": (forms.MultipleChoiceField, forms.CheckboxSelectMultiple),
    }
    kind, widget = kinds[component]
    field = kind(choices=[(item["value"], item["text"]) for item in options["items"]], widget=widget(attrs), **words)
    field.item_hints = {item["value"]: item["hint"]["text"] for item in options["items"] if item.get("hint")}
    return field


def initial(component: str, options: dict):
    chosen = [item["value"] for item in options.get("items", []) if item.get("checked") or item.get("selected")]
    if component == "checkboxes":
        return chosen or options.get("values") or []
    return chosen[0] if chosen else options.get("value")


def rendered(component: str, options: dict) -> str:
    """Our HTML for a fixture. An error is put in directly: what raised it is not the template's business."""
    name = options.get("namePrefix") or options.get("name") or "field"
    form = type("FixtureForm", (forms.Form,), {name: field_for(component, options)})(initial={name: initial(component, options)})
    bound = form[name]
    bound.field.widget.attrs["id"] = options.get("id") or options.get("idPrefix") or options.get("name")
    if error := options.get("errorMessage"):
        form._errors, form.is_bound = forms.utils.ErrorDict({name: form.error_class([error["text"]])}), True
        bound.value = lambda: bound.initial
    html = render_to_string("govuk/field.html", {"field": bound})
    return html if "namePrefix" in options or component != "date-input" else html.replace(f'name="{name}-', 'name="')


FIXTURES = list(fixtures()) if COMPONENTS.exists() else []


@pytest.mark.skipif(not FIXTURES, reason="the npm packages are not installed")
@pytest.mark.parametrize(("component", "options", "html"), FIXTURES)
def test_field_equals_fixture(component, options, html):
    assert Flat(rendered(component, options)).parts == Flat(html).parts


@pytest.mark.skipif(not FIXTURES, reason="the npm packages are not installed")
def test_enough_fixtures_are_compared():
    counted = Counter(re.match(r"[a-z-]+", parameter.id)[0] for parameter in FIXTURES)
    assert counted == COMPARED


def test_characters_are_counted_in_the_language_of_the_page():
    options = {"name": "said", "id": "said", "maxlength": 500, "label": {"text": "Said"}}
    with translation.override("cy"):
        drawn = rendered("character-count", options)
    assert 'data-i18n.characters-under-limit="Nodau ar ôl: %{count}"' in drawn and "Nodau dros y terfyn: %{count}" in drawn
    assert "data-i18n" not in rendered("character-count", options)
