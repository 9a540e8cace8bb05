"""What an editor says of a block of the report."""

from django import forms

from compact_portal.forms import PortalForm
from reviews.answering.merging import fingerprint
from reviews.models import Block, Review
from reviews.models.block import OWN_WORDS
from reviews.report.outlines import OUTLINES
from reviews.report.source import Source

LONGEST = 60_000  # letters; about twenty pages
HELP = (
    "Leave a blank line between paragraphs. A line that begins with # is a heading, with ## a smaller one, with - an entry of a list. "
    "**Bold**, *italic*, [words of a link](https://www.example.org)."
)


class BlockForm(PortalForm):
    """The words of one block, and hidden beside each what it said when the page was opened, as a fingerprint."""

    heading = forms.CharField(label="Heading", max_length=160, required=False)
    text = forms.CharField(label="Your words", max_length=LONGEST, required=False, widget=forms.Textarea(attrs={"rows": 16}), help_text=HELP)

    def __init__(self, *args, source: Source | None, block: Block | None = None, **kwargs):
        said = {name: getattr(block, name) if block else "" for name in ("heading", "text")}
        super().__init__(*args, initial=said, **kwargs)
        self.opened = {name: fingerprint(words) for name, words in said.items()}
        own = source is not None and source.own_words
        self.fields["heading"].required = own
        if source and not own:
            self.fields["heading"].help_text = "Leave it empty for the usual one."
            self.fields["text"].label = "Your words before what is drawn"

    @property
    def opened_as(self) -> dict[str, str]:
        """The fingerprints that came back with the page; of a page that lost them, every difference counts as made on both sides."""
        return {name: self.data.get(f"opened-{name}", "") for name in self.opened}


class KindForm(PortalForm):
    """The first step of a new block: a link, which changes nothing."""

    kind = forms.ChoiceField(label="What should the report hold as well?", widget=forms.RadioSelect)

    def __init__(self, *args, sources: list[Source], **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["kind"].choices = [(source.kind, source.label) for source in sources]


class OutlineForm(PortalForm):
    outline = forms.ChoiceField(label="How should the report be laid out at first?", widget=forms.RadioSelect)

    def __init__(self, *args, review: Review, **kwargs):
        super().__init__(*args, initial={"outline": review.compact.report_outline}, **kwargs)
        self.fields["outline"].choices = [(name.value, f"{outline.label}. {outline.tells}") for name, outline in OUTLINES.items()]


def addable(review: Review, sources: list[Source]) -> list[Source]:
    """What the report does not hold yet, and what it may hold many times."""
    there = set(review.blocks.values_list("kind", flat=True))
    return [source for source in sources if source.kind in OWN_WORDS or source.kind not in there]
