"""What people paste: characters that nobody sees, and the markup that Word puts around words."""

import re
from html.parser import HTMLParser

from compact_portal.text import plain_line_ends

LINE_ENDS = re.compile("[\u0085\u2028\u2029\x0b\x0c]")
# Control characters, soft hyphens, byte-order marks, and those that turn the direction of writing. Joiners stay: emoji are made with them.
UNSEEN = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x9f\u00ad\u202a-\u202e\u2066-\u2069\ufeff\ufff9-\ufffb]")
BULLETS = str.maketrans({"\uf0b7": "•", "\uf0a7": "•", "\uf0d8": "•"})  # drawn by Word's own fonts; an empty box elsewhere
FROM_WORD = re.compile(r"<!--\[if|<o:p|<w:|class=\"?Mso|style=[\"']mso|urn:schemas-microsoft-com", re.IGNORECASE)
LINES = re.compile(r"\n{3,}")


def plain_words(text: str) -> str:
    """`text` without what nobody typed. Words are never dropped, and markup that is not Word's is kept as it was written."""
    if text.isprintable() and "<" not in text:
        return text
    text = UNSEEN.sub("", LINE_ENDS.sub("\n", plain_line_ends(text))).translate(BULLETS)
    return without_markup(text) if FROM_WORD.search(text) else text


def without_markup(text: str) -> str:
    reader = Words()
    reader.feed(text)
    reader.close()
    lines = [" ".join(line.split()) for line in "".join(reader.words).split("\n")]
    return LINES.sub("\n\n", "\n".join(lines)).strip()


class Words(HTMLParser):
    """Text, with a line for each paragraph; comments, styles and Word's own data fall away."""

    NOT_WORDS = {"style", "xml", "script"}
    NEW_LINE = {"p", "br", "li", "tr", "div", "h1", "h2", "h3"}

    def __init__(self):
        super().__init__()
        self.words: list[str] = []
        self.inside: list[str] = []

    def handle_starttag(self, tag, attrs):
        if tag in self.NOT_WORDS:
            self.inside.append(tag)
        if tag in self.NEW_LINE:
            self.words.append("\n")

    def handle_endtag(self, tag):
        if self.inside and self.inside[-1] == tag:
            self.inside.pop()

    def handle_data(self, data):
        if not self.inside:
            self.words.append(data)


def typed_words(post) -> list[str]:
    """The texts among what was posted, to give back to whoever wrote them when they cannot be saved."""
    return [plain_words(words) for name in post for words in post.getlist(name) if " " in words.strip() and name != "csrfmiddlewaretoken"]
