"""The outbox page exists in the demonstration alone; there it is for everybody, and its links lead nowhere but here."""

import pytest
from django.test import override_settings
from django.urls import reverse

from compact_portal.messaging.models import Message
from compact_portal.messaging.outbox import queue
from compact_portal.messaging.templatetags.own_links import links_to, own_links

pytestmark = pytest.mark.django_db


@pytest.fixture
def message():
    text = "Answer at http://localhost:8000/i/abc/ not at https://evil.example/ <b>now</b>"
    return queue(to="lead@example.org", subject="The survey is open", text=text, reason="you lead a signatory")


def test_pages_exist_in_the_demonstration_alone(client, message, sign_in, cast):
    pages = [reverse("messaging:outbox"), reverse("messaging:message", args=[message.pk])]
    assert [client.get(page).status_code for page in pages] == [404, 404]
    assert [sign_in(cast.superuser).get(page).status_code for page in pages] == [404, 404]


@override_settings(DEMO=True)
def test_message_can_be_read_and_its_own_links_followed(client, message):
    listed = client.get(reverse("messaging:outbox")).content.decode()
    assert "The survey is open" in listed
    assert "lead@example.org" in listed
    page = client.get(reverse("messaging:message", args=[message.pk])).content.decode()
    assert 'href="http://testserver/i/abc/"' in page
    assert 'href="https://evil.example/' not in page
    assert "&lt;b&gt;now&lt;/b&gt;" in page


@override_settings(DEMO=True, PORTAL_URL="http://localhost:9000")
@pytest.mark.parametrize("host", ["127.0.0.1:7000", "localhost:9000"])
def test_links_lead_to_where_the_page_was_asked_for(client, message, host):
    """The message was written while the portal answered on port 8000."""
    page = client.get(reverse("messaging:message", args=[message.pk]), headers={"host": host}).content.decode()
    assert f'href="http://{host}/i/abc/"' in page
    assert "localhost:8000" not in page
    assert 'href="https://evil.example/' not in page


@override_settings(DEMO=True)
def test_empty_outbox_says_so(client):
    assert "Nothing has been written yet" in client.get(reverse("messaging:outbox")).content.decode()


@override_settings(DEMO=True)
@pytest.mark.parametrize("rows", [1, 3, 30])
def test_outbox_asks_as_little_for_many_messages_as_for_one(client, message, rows, django_assert_num_queries):
    for number in range(rows - 1):
        queue(to=f"p{number}@example.org", subject="Hello", text="Hello", reason="you are here")
    with django_assert_num_queries(2):
        client.get(reverse("messaging:outbox"))


@pytest.mark.parametrize(
    ("text", "links"),
    [
        ("http://localhost:8000/home/", ["http://localhost:8000/home/"]),
        ("(see http://localhost:8000/home/?a=1&b=2).", ["http://localhost:8000/home/?a=1&amp;b=2"]),
        ("Go to http://localhost:8000.", ["http://localhost:8000"]),
        ("http://localhost:8000.evil.example/", []),
        ("http://localhost:80001/", []),
        ("http://localhost:8000@evil.example/", []),
        ("javascript:http://localhost:8000/", ["http://localhost:8000/"]),
        ('http://localhost:8000/"onclick=x', ["http://localhost:8000/"]),
    ],
)
def test_only_our_own_addresses_become_links(text, links):
    html = own_links(text)
    assert [part.partition('"')[0] for part in html.split('href="')[1:]] == links
    assert '"onclick' not in html


@pytest.mark.parametrize(
    ("text", "links"),
    [
        ("See http://localhost:8000/home/, or http://localhost/home/.", ["http://here:1/home/", "http://here:1/home/"]),
        ("http://localhost:9/?a=1&b=2", ["http://here:1/?a=1&amp;b=2"]),
        ("Go to http://localhost:8000.", ["http://here:1"]),
        ("http://localhost:8000.evil.example/ http://localhost:8000@evil.example/ http://localhost.evil.example/", []),
        ("https://localhost:8000/ http://localhost:800000/", []),
    ],
)
def test_links_of_every_port_of_ours_lead_here(text, links):
    assert [part.partition('"')[0] for part in links_to(text, "http://here:1").split('href="')[1:]] == links


def test_admin_shows_what_became_of_a_message_but_not_its_words(sign_in, cast, message):
    client = sign_in(cast.superuser)
    page = client.get(reverse("admin:messaging_message_change", args=[message.pk])).content.decode()
    assert "lead@example.org" in page
    assert "/i/abc/" not in page
    assert client.post(reverse("admin:messaging_message_change", args=[message.pk]), {"status": "sent"}).status_code == 403
    assert Message.objects.get().status == "waiting"
