"""Practice examples: up to five on one page, each with its own openness."""

from django import forms
from django.utils.translation import gettext, gettext_noop
from django.utils.translation import gettext_lazy as _

from compact_portal.releasing.rules import ANSWERED
from reviews.answering.kinds.base import CHOSEN, Kind, spoken
from reviews.answering.openness import openness_field
from reviews.models.answers import Openness
from reviews.subjects import to_choose, words_of

MOST = 5
JUDGEMENTS = (("good", gettext_noop("Good")), ("bad", gettext_noop("Bad")), ("mixed", gettext_noop("Some of both")))
PROBLEMS = ("bad", gettext_noop("mixed"))
PROBLEMS_ASKED = gettext_noop("What bad or mixed examples were about")
RAISED = (
    ("solved", gettext_noop("Yes, and it was solved")),
    ("unsolved", gettext_noop("Yes, and it was not solved")),
    ("chose_not", gettext_noop("No, we did not want to")),
    ("unsure_how", gettext_noop("No, we did not know how")),
)
WISHES = (
    ("no", gettext_noop("No")),
    ("champion", gettext_noop("Yes, one of the people named to help")),
    ("support_body", gettext_noop("Yes, the local support body for voluntary groups")),
)
PARTS = ("judgement", "about", "what", "when", "who", "result", "raised", "wish", "openness")
HEADS = {
    "judgement": gettext_noop("Good or bad"),
    "about": gettext_noop("About"),
    "what": gettext_noop("What happened"),
    "when": gettext_noop("When"),
    "who": gettext_noop("Who was part of it"),
    "result": gettext_noop("What came of it"),
    "raised": gettext_noop("Was it raised"),
    "wish": gettext_noop("Contact about it"),
    "openness": gettext_noop("Who may read this"),
}
LABELS = dict(JUDGEMENTS) | dict(RAISED) | dict(WISHES) | dict(Openness.choices)


def example(place: int) -> str:
    return gettext("Example %(place)s") % {"place": place}


class Examples(Kind):
    """`shown` examples are on the page: those already saved and one empty; a button adds another, a box takes one away.

    The question's options are the codes of the agreement and their promises (reviews/subjects.py), one of which each may be about.
    """

    readers = CHOSEN
    seen = _("Below each example you choose who may read it. Good or bad, and what it is about, are also counted.")
    in_parts = True
    shown = 1
    carries_notes = False  # on the page of a draft each example says from which note of the log it comes

    def part(self, place: int, name: str) -> str:
        return f"{self.name}-{place}-{name}"

    def fields(self):
        return {self.part(place, name): field for place in range(1, self.shown + 1) for name, field in self.one().items()}

    def groups(self):
        parts = [name for name in (*PARTS, "remove") if name != "about" or self.question.options] + ["note"] * self.carries_notes
        return [(example(place), [self.part(place, name) for name in parts]) for place in range(1, self.shown + 1)]

    def one(self) -> dict[str, forms.Field]:
        def text(label: str, longest: int, rows: int, help_text: str = "") -> forms.CharField:
            box = forms.Textarea(attrs={"rows": rows})
            return forms.CharField(label=label, max_length=longest, widget=box, help_text=help_text, required=False)

        def one_of(label: str, choices, help_text: str = "", initial=None) -> forms.ChoiceField:
            return forms.ChoiceField(label=label, choices=choices, widget=forms.RadioSelect, help_text=help_text, required=False, initial=initial)

        contact = _("After the survey has closed we pass on your organisation’s name and this wish. Never what you wrote.")
        about = forms.ChoiceField(
            label=_("Which part of the agreement is it about?"), choices=to_choose(self.question.options), required=False,
            help_text=_("Leave it open if you are not sure."),
        )  # fmt: skip
        return {
            "judgement": one_of(_("Was it good or bad?"), spoken(JUDGEMENTS)),
            **({"about": about} if self.question.options else {}),
            "what": text(_("What happened?"), 1500, 6, _("Leave out names if you do not want to be recognised.")),
            "when": forms.CharField(label=_("When was it?"), max_length=80, required=False, help_text=_("For example: last spring.")),
            "who": text(_("Which organisations were part of it?"), 300, 2),
            "result": text(_("What came of it?"), 500, 3),
            "raised": one_of(_("If it was bad: was it raised with the other side?"), spoken(RAISED)),
            "wish": one_of(_("Would you like somebody to contact you about it?"), spoken(WISHES), contact, initial="no"),
            "openness": openness_field(),
            "remove": forms.BooleanField(label=_("Remove this example"), required=False),
            **({"note": forms.UUIDField(widget=forms.HiddenInput, required=False)} if self.carries_notes else {}),
        }

    def initial(self, value):
        return {self.part(place, name): given for place, one in enumerate(value or [], 1) for name, given in one.items()}

    def given(self, cleaned: dict, place: int) -> dict | None:
        """What was said of one example; None when nothing was, or when it is to be removed."""
        one = {name: (cleaned.get(self.part(place, name)) or "").strip() for name in PARTS}
        said = any(one[name] for name in PARTS if name not in ("openness", "wish")) or one["wish"] not in ("", "no")
        if note := cleaned.get(self.part(place, "note")):
            one["note"] = str(note)
        return one if said and not cleaned.get(self.part(place, "remove")) else None

    def errors(self, cleaned):
        bare = [place for place in range(1, self.shown + 1) if (one := self.given(cleaned, place)) and not one["what"]]
        return [(self.part(place, "what"), _("Say what happened in example %(place)s, or remove the example.") % {"place": place}) for place in bare]

    def value(self, cleaned):
        examples = [one for place in range(1, MOST + 1) if (one := self.given(cleaned, place))]
        return [one | {"openness": one["openness"] or Openness.STEERING} for one in examples] or None

    def options(self, value):
        """Organisations that gave a good, bad or mixed example, and what became of the bad ones: each once."""
        judged = {one["judgement"] for one in value if one["judgement"]}
        raised = {f"raised:{one['raised']}" for one in value if one["raised"] and one["judgement"] == "bad"}
        return sorted(judged | raised)

    def counted(self, value):
        """Besides these, what bad and mixed examples are about: each code once."""
        bad = {one["about"].partition(".")[0] for one in value if one.get("about") and one["judgement"] in PROBLEMS}
        return super().counted(value) | ({self.problems: [ANSWERED, *sorted(bad)]} if bad else {})

    @property
    def problems(self) -> str:
        """The key under which problems are counted by code."""
        return f"{self.name}:bad"

    def bodies(self, value):
        """A wish to be contacted is cut from its example: the one has a name, the other may not. So is the note that it was made from."""
        wishes = [{"openness": Openness.NAMED, "wish": one["wish"]} for one in value if one["wish"] not in ("", "no")]
        return [{name: words for name, words in one.items() if name not in ("wish", "note")} for one in value] + wishes

    def asked(self):
        raised = [(f"raised:{value}", gettext("Bad. Raised? %(answer)s") % {"answer": label}) for value, label in spoken(RAISED)]
        asked = [self.as_asked([*spoken(JUDGEMENTS), *raised])]
        codes = [(value, words) for value, words in self.question.options if "." not in value]
        return asked + ([self.as_asked(codes, key=self.problems, text=gettext(PROBLEMS_ASKED), kind="several")] if codes else [])

    def said(self, value):
        return [line for place, one in enumerate(value, 1) for line in (example(place), *self.written(one))]

    def written(self, body):
        words = {name: gettext(LABELS[body[name]]) if body[name] in LABELS else body[name] for name in PARTS if body.get(name)}
        if "about" in words:
            words["about"] = words_of(words["about"], self.question.options)
        return [f"{gettext(HEADS[name])}: {said}" for name, said in words.items()]
