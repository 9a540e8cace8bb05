"""What an editor says of a block of the report."""

from django import forms
from django.utils.translation import gettext_lazy as _

from compact_portal.documents.uploads import UploadField, UploadRefused
from compact_portal.forms import PortalForm
from reviews.answering.merging import fingerprint
from reviews.models import Block, Review
from reviews.models.block import OWN_WORDS
from reviews.report.outlines import OUTLINES
from reviews.report.pictures import made_small
from reviews.report.source import Source

LONGEST = 60_000  # letters; about twenty pages
HELP = _(
    "Leave a blank line between paragraphs. A line that begins with # is a heading, with ## a smaller one, with - an entry of a list. "
    "**Bold**, *italic*, [words of a link](https://www.example.org)."
)


class PictureField(UploadField):
    """A picture, drawn as small as a page needs it."""

    def __init__(self, **kwargs):
        super().__init__(help_text=_("JPEG or PNG, at most 10 MB. Where and when it was taken is removed."), **kwargs)
        self.widget.attrs["accept"] = ".jpg,.jpeg,.png"

    def clean(self, data, initial=None):
        file = super().clean(data, initial)
        try:
            return made_small(file) if file else None
        except UploadRefused as refused:
            raise forms.ValidationError(str(refused), code="refused") from refused


class BlockForm(PortalForm):
    """The words of one block, and hidden beside each what it said when the page was opened, as a fingerprint."""

    heading = forms.CharField(label=_("Heading"), max_length=160, required=False)
    text = forms.CharField(label=_("Your words"), max_length=LONGEST, required=False, widget=forms.Textarea(attrs={"rows": 16}), help_text=HELP)

    picture = PictureField(label=_("Picture"), required=False)
    alt = forms.CharField(
        label=_("What the picture shows"), max_length=300, required=False,
        help_text=_("For people who cannot see it. A report with a picture of which this is not said cannot be approved."),
    )  # fmt: skip

    def __init__(self, *args, source: Source | None, block: Block | None = None, **kwargs):
        said = {name: getattr(block, name) if block else "" for name in ("heading", "text", "alt")}
        super().__init__(*args, initial=said, **kwargs)
        if source is None or source.kind != "picture":
            del self.fields["picture"], self.fields["alt"]
        else:
            self.fields["picture"].required = block is None
            self.fields["text"].label = _("Your words above it")
            self.fields["text"].widget.attrs["rows"] = 4
            self.order_fields(["heading", "picture", "alt", "text"])
        self.opened = {name: fingerprint(words) for name, words in said.items() if name in self.fields}
        own = source is not None and source.own_words
        self.fields["heading"].required = own
        if source and not own:
            self.fields["heading"].help_text = _("Leave it empty for the usual one.")
            self.fields["text"].label = _("Your words before what is drawn")

    @property
    def words(self) -> dict[str, str]:
        """What was written, without the file."""
        return {name: said for name, said in self.cleaned_data.items() if name != "picture"}

    @property
    def opened_as(self) -> dict[str, str]:
        """The fingerprints that came back with the page; of a page that lost them, every difference counts as made on both sides."""
        return {name: self.data.get(f"opened-{name}", "") for name in self.opened}


class KindForm(PortalForm):
    """The first step of a new block: a link, which changes nothing."""

    kind = forms.ChoiceField(label=_("What should the report hold as well?"), widget=forms.RadioSelect)

    def __init__(self, *args, sources: list[Source], **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["kind"].choices = [(source.kind, source.label) for source in sources]


class OutlineForm(PortalForm):
    outline = forms.ChoiceField(label=_("How should the report be laid out at first?"), widget=forms.RadioSelect)

    def __init__(self, *args, review: Review, **kwargs):
        super().__init__(*args, initial={"outline": review.compact.report_outline}, **kwargs)
        self.fields["outline"].choices = [(name.value, f"{outline.label}. {outline.tells}") for name, outline in OUTLINES.items()]


def addable(review: Review, sources: list[Source]) -> list[Source]:
    """What the report does not hold yet, and what it may hold many times."""
    there = set(review.blocks.values_list("kind", flat=True))
    return [source for source in sources if source.kind in OWN_WORDS or source.kind not in there]
