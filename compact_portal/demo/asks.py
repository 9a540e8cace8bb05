"""What people asked for in the demonstration, and a note on what two plans have in common."""

from actionplans.models import Action, Ask, Plan
from compact_portal.demo.content import read
from signatories.models import Compact, CompactLink


def make_asks(*, compacts: dict[str, Compact], plans: dict[tuple[str, str], Plan], year: int) -> None:
    CompactLink.objects.create(compact=compacts["east-sussex"], other=compacts["south-east"], kind=CompactLink.Kind.SIBLING)
    for item in read("asks")["asks"]:
        ask = Ask.objects.create(compact=compacts[item["compact"]], said_in=item["said_in"], text=item["text"], answer=item["answer"])
        actions = Action.objects.filter(target__plan=plans[item["compact"], str(year)])
        ask.actions.set(actions.get(text__startswith=beginning) for beginning in item["actions"])
