"""What may be queued, and what the message looks like in both forms."""

import pytest

from compact_portal.messaging.models import Message
from compact_portal.messaging.outbox import queue

pytestmark = pytest.mark.django_db
WORDS = {"to": "lead@example.org", "subject": "The survey is open", "text": "Hello.", "reason": "you lead a signatory"}


@pytest.mark.parametrize("field", ["to", "subject"])
@pytest.mark.parametrize("inserted", ["\nBcc: everybody@example.org", "\r\nBcc: everybody@example.org", "\x00", "\x0b", "\u2028"])
def test_header_injection_is_refused(field, inserted):
    with pytest.raises(ValueError, match="one line"):
        queue(**(WORDS | {field: WORDS[field] + inserted}))
    assert not Message.objects.exists()


def test_both_forms_come_from_one_text_and_markup_in_it_is_words():
    message = queue(**(WORDS | {"text": "First.\n\nSecond <b>bold</b> & http://localhost:8000/home/ here."}))
    assert "Second <b>bold</b> & http://localhost:8000/home/ here." in message.text
    assert "&lt;b&gt;bold&lt;/b&gt; &amp; " in message.html
    assert 'href="http://localhost:8000/home/"' in message.html
    assert "<b>bold" not in message.html


def test_plain_text_is_not_escaped():
    message = queue(**(WORDS | {"text": "O'Brien & Sons", "reason": "you lead O'Brien & Sons"}))
    assert message.text.count("O'Brien & Sons") == 2


def test_html_form_loads_nothing_from_elsewhere():
    html = queue(**WORDS).html
    assert not [tag for tag in ("<img", "<link", "<script", "url(") if tag in html]


def test_long_subject_is_shortened():
    assert len(queue(**(WORDS | {"subject": "Wealdshire " * 40})).subject) <= 200
