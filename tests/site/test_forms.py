"""What every form says and takes: plain words in place of Django's, and dates in three boxes."""

import datetime

import pytest
from crispy_forms.helper import FormHelper
from crispy_forms.layout import Div, Fieldset, Layout, Submit
from django import forms
from django.http import QueryDict
from django.template import Context, Template

from compact_portal.forms import DateField, PortalForm


class Reply(PortalForm):
    name = forms.CharField(max_length=5)
    how_well = forms.ChoiceField(label="How well did it go?", choices=[("1", "Well"), ("2", "Badly")], widget=forms.RadioSelect)
    areas = forms.MultipleChoiceField(choices=[("n", "North"), ("s", "South")], widget=forms.CheckboxSelectMultiple)
    post = forms.EmailField(label="E-mail address")
    agreed = forms.BooleanField(label="We agree")
    members = forms.IntegerField(min_value=1, required=False)
    kind = forms.ChoiceField(choices=[("", "---------"), ("a", "A")], error_messages={"required": "What are you?"})


class Event(PortalForm):
    held_on = DateField(label="Day of the meeting")


def words(form) -> dict:
    return {name: list(texts) for name, texts in form.errors.items()}


def test_missing_answers_are_named_in_plain_words():
    assert words(Reply({})) == {
        "name": ["Enter name"],
        "how_well": ["Answer “How well did it go?”"],
        "areas": ["Choose at least one: areas"],
        "post": ["Enter e-mail address"],
        "agreed": ["Tick “We agree”"],
        "kind": ["What are you?"],
    }


def test_wrong_answers_are_explained():
    form = Reply({"name": "Margaret", "how_well": "3", "areas": ["x"], "post": "nobody", "agreed": "on", "members": "0", "kind": "a"})
    assert words(form) == {
        "name": ["Use 5 characters or fewer; you have used 8"],
        "how_well": ["Choose from the answers offered"],
        "areas": ["Choose from the answers offered"],
        "post": ["Enter an e-mail address in full, such as name@example.org"],
        "members": ["Enter 1 or more"],
    }
    assert words(Reply({"members": "a few"}))["members"] == ["Enter a whole number, such as 12"]


@pytest.mark.parametrize("data", [{"report": "a\r\nb\r\nc"}, QueryDict("report=a%0D%0Ab%0D%0Ac")], ids=["dictionary", "posted"])
def test_a_line_end_counts_as_one_letter(data):
    """Browsers post two characters for each: ten lines within the limit would be refused for the nine ends between them."""

    class Short(PortalForm):
        report = forms.CharField(max_length=5, widget=forms.Textarea)

    form = Short(data)
    assert words(form) == {}
    assert form.cleaned_data["report"] == "a\nb\nc"


def test_fields_added_later_speak_plainly_too():
    class Growing(PortalForm):
        def __init__(self, *args, **kwargs):
            super().__init__(*args, **kwargs)
            self.fields["added"] = forms.CharField(label="Your answer")

    assert words(Growing({})) == {"added": ["Enter your answer"]}


def test_what_may_be_left_out_says_so():
    assert Reply()["members"].label == "Members (optional)"
    assert Reply()["name"].label == "Name"


def posted(day="", month="", year=""):
    return Event({"held_on-day": day, "held_on-month": month, "held_on-year": year})


@pytest.mark.parametrize("month", ["3", "03", "March", "mar", "Mar."])
def test_date_takes_months_as_numbers_or_names(month):
    form = posted("7", month, "2026")
    assert form.is_valid()
    assert form.cleaned_data["held_on"] == datetime.date(2026, 3, 7)


@pytest.mark.parametrize(
    ("typed", "error", "wrong"),
    [
        (("", "", ""), "Enter day of the meeting", ["day", "month", "year"]),
        (("7", "", "2026"), "Enter the month as well", ["month"]),
        (("7", "", ""), "Enter the month and the year as well", ["month", "year"]),
        (("7", "3", "26"), "Write the year with 4 figures, such as 2026", ["year"]),
        (("31", "2", "2026"), "Enter a real date, such as 27 3 2026", ["day", "month", "year"]),
        (("7", "ma", "2026"), "Enter a real date, such as 27 3 2026", ["day", "month", "year"]),
        (("²", "3", "2026"), "Enter a real date, such as 27 3 2026", ["day", "month", "year"]),
        (("7", "3", "9999999999999999999999"), "Write the year with 4 figures, such as 2026", ["year"]),
    ],
)
def test_date_says_what_is_wrong_and_marks_where(typed, error, wrong):
    form = posted(*typed)
    assert words(form) == {"held_on": [error]}
    html = draw("{{ form|crispy }}", form)
    assert [part for part in ("day", "month", "year") if f'govuk-input--error" id="id_held_on-{part}"' in html] == wrong
    for part in filter(None, typed):
        assert f'value="{part}"' in html


def test_date_knows_whether_it_changed():
    data = {"held_on-day": "07", "held_on-month": "3", "held_on-year": "2026"}
    assert not Event(data, initial={"held_on": datetime.date(2026, 3, 7)}).has_changed()
    assert Event(data, initial={"held_on": datetime.date(2026, 3, 8)}).has_changed()
    assert Event(data).has_changed()


def draw(template: str, form) -> str:
    return Template("{% load crispy_forms_tags %}" + template).render(Context({"form": form, "csrf_token": "token"}))


def test_empty_choice_reads_as_a_request():
    assert '<option value="" selected>Choose one</option>' in draw("{{ form|crispy }}", Reply())


def test_what_people_type_is_escaped():
    html = draw("{{ form|crispy }}", Reply({"name": '"><script>alert(1)</script>'}))
    assert "<script>" not in html
    assert "&quot;&gt;&lt;script&gt;" in html


def test_layout_draws_groups_and_a_button():
    form = Event()
    form.helper = FormHelper()
    form.helper.layout = Layout(Fieldset("When", Div("held_on", css_class="portal-actions")))
    form.helper.add_input(Submit("save", "Save the day"))
    html = draw("{% crispy form %}", form)
    assert '<legend class="govuk-fieldset__legend govuk-fieldset__legend--m">When</legend>' in html
    assert html.count('id="id_held_on-day"') == 1
    assert '<button type="submit" class="govuk-button"' in html
    assert "novalidate" in html
    assert 'name="csrfmiddlewaretoken" value="token"' in html


def test_list_of_errors_leads_to_the_fields():
    page = draw('{% include "components/error_summary.html" %}', posted("7", "3", "26"))
    assert '<a href="#id_held_on-day">Write the year with 4 figures, such as 2026</a>' in page
