"""How the rest of `disputes` keeps and reads what is said in a case. Nothing else touches ciphertext or keys.

Every page of a case goes through the decorator, which fetches the case through the person, asks for the case passphrase where
the key is locked, and opens the second wall (disputes/wall.py) for this one case and the length of the view:

    @case_view
    def messages(request, case, viewer):                  # viewer: .person, .parts (of this case), .sitting, .has(Role.HELPER)
        said = keeping.read(case=case, sitting=viewer.sitting, kinds=[Entry.Kind.MESSAGE])
        return render(request, "disputes/messages.html", {"compact": case.compact, "case": case, "said": said})

    path("<slug:compact>/cases/<reference:reference>/messages/", messages, name="messages")

A verb in disputes/actions/ is called from there, is one transaction, and writes by

    entry = keeping.write(case=case, audience=Audience.CASE, kind=Entry.Kind.MESSAGE, body="…", by=part, sitting=sitting)
    keeping.rewrite(entry=entry, body="…", sitting=sitting)           # the next version; the old ciphertext is gone
    file = keeping.keep_file(case=case, audience=Audience.CASE, name="letter.pdf", content=b"…", by=part, sitting=sitting)
    name, content = keeping.take_file(file=file, sitting=sitting)     # recorded, for all holders to see

Beginning a case and the people of it:

    case, part = keeping.open_case(compact=compact, organisation=charity, sitting=sitting)     # a draft, which only its author reads
    keeping.start(case=case, audience=Audience.CASE, people=[author, officer])  # a new key sealed to them; nobody needs to be there
    keeping.move(entry=entry, audience=Audience.CASE, sitting=sitting)          # from the draft to the case, at submission
    part = keeping.add_part(case=case, person=person, role=Role.RESPONDER, by=user, organisation=council)   # they wait now
    still_waiting = keeping.let_in(part=part, sitting=sitting)                   # by somebody who holds what they are to read
    keeping.end_part(part=part, by=user)                                         # what is written from now on has another key

Outside a view (the to-do page, the hourly work) ask inside the wall yourself, and evaluate before the block ends:

    with wall.inside(person=person):
        cases = list(Case.objects.for_person(person))
    with wall.inside(clockwork=True):
        late = list(Case.objects.filter(due_on__lt=today()))
"""

from .cases import add_part, add_party, end_part, open_case
from .files import keep_file, names, take_file
from .holders import Keyring, NotHeld, holders, let_in, start, waiting
from .texts import Opened, move, read, remove, rewrite, write

__all__ = [
    "Keyring",
    "NotHeld",
    "Opened",
    "add_part",
    "add_party",
    "end_part",
    "holders",
    "keep_file",
    "let_in",
    "move",
    "names",
    "open_case",
    "read",
    "remove",
    "rewrite",
    "start",
    "take_file",
    "waiting",
    "write",
]  # fmt: skip
