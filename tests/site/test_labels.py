"""Every field that a form shows has words of its own, which can be translated. Left to itself a field takes its name in Python for them."""

import ast
import importlib
import inspect
import textwrap

from django import forms
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy

from compact_portal.catalogues import ROOT
from compact_portal.marked import ROOMS, files


def our_forms() -> list[type]:
    """Of every module of ours that speaks of forms, read so that none is missed."""
    for file in files():
        if file.suffix == ".py" and "migrations" not in file.parts and "forms" in file.read_text():
            importlib.import_module(".".join(file.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__"))
    return sorted(below(forms.BaseForm), key=lambda form: (form.__module__, form.__name__))


def below(kind: type) -> set[type]:
    found = {each for each in kind.__subclasses__() if each.__module__.partition(".")[0] in ROOMS}
    return found.union(*(below(each) for each in kind.__subclasses__()))


def given_when_made(form: type) -> set[str]:
    """Names of fields that a method speaks of which gives a `label`, or calls a function that does: `self.fields["codes"].label = …`."""
    ours = [each for each in form.__mro__ if each.__module__.partition(".")[0] in ROOMS]
    return {name for each in ours for method in vars(each).values() if inspect.isfunction(method) for name in labelled_by(method)}


def labelled_by(function, met: tuple = ()) -> set[str]:
    tree, known = ast.parse(textwrap.dedent(inspect.getsource(function))), function.__globals__
    spoken_of = [known.get(node.id) for node in ast.walk(tree) if isinstance(node, ast.Name)]
    calls = [each for each in spoken_of if inspect.isfunction(each) and each.__module__.partition(".")[0] in ROOMS and each not in met]
    named = {name for called in calls for name in labelled_by(called, (*met, function, *calls))}
    for node in ast.walk(tree):
        match given_words(node):
            case ast.Subscript(slice=ast.Constant(value=name)):
                named.add(name)
            case ast.AST():  # over a list of names
                named |= {node.value for node in ast.walk(tree) if isinstance(node, ast.Constant) and isinstance(node.value, str)}
                named |= {name for names in spoken_of if isinstance(names, tuple | list | dict) for name in names if isinstance(name, str)}
    return named


def given_words(node):
    """What stands before `.label =`, or takes a field made with `label=`; nothing for any other node."""
    match node:
        case ast.Attribute(attr="label", ctx=ast.Store(), value=before):
            return before
        case ast.Assign(targets=[ast.Subscript() as before], value=ast.Call(keywords=given)) if "label" in [each.arg for each in given]:
            return before
    return None


def without_words(form: type) -> list[str]:
    shown = {name: field for name, field in form.base_fields.items() if not isinstance(field.widget, forms.HiddenInput)}
    bare = {name for name, field in shown.items() if not isinstance(field.label, Promise) and field.label != ""}
    return sorted(bare - given_when_made(form))


def test_every_field_of_every_form_has_words():
    found = our_forms()
    assert len(found) > 150
    assert {f"{form.__module__}.{form.__name__}": bare for form in found if (bare := without_words(form))} == {}


class Bare(forms.Form):
    """`codes` and `areas` are given words below, `day` and `kind` are not."""

    codes = forms.CharField()
    areas = forms.CharField()
    day = forms.DateField()
    kind = forms.CharField(label="Kind")
    seen = forms.CharField(widget=forms.HiddenInput)
    name = forms.CharField(label=gettext_lazy("Name"))

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["codes"].label = "Codes"
        give_areas_words(self)


def give_areas_words(form) -> None:
    form.fields["areas"].label = "Areas"


def test_fields_without_words_are_found(monkeypatch):
    monkeypatch.setattr(f"{__name__}.ROOMS", ("tests",))
    assert without_words(Bare) == ["day", "kind"]
