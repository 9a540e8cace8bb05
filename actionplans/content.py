"""The words of a plan that people agree to, as one digest: an approval counts for these words and no others."""

import hashlib
import json

from actionplans.models import Plan


def digest(plan: Plan) -> str:
    """Changes with every word, owner and date that the plan promises; not with progress, nor with what it links to. Five queries."""
    targets = plan.targets.prefetch_related("outcomes", "actions").order_by("number")
    promised = {
        "plan": [plan.label, plan.introduction, plan.purpose, plan.aim],
        "targets": [
            [
                target.number,
                target.kind,
                target.text,
                [outcome.text for outcome in target.outcomes.all()],
                [[action.number, action.text, action.owners_as_written, action.by_when] for action in target.actions.all()],
            ]
            for target in targets
        ],
        "risks": list(plan.risks.values_list("text", "likelihood", "impact", "owner", "answer")),
    }
    return hashlib.sha256(json.dumps(promised, default=list).encode()).hexdigest()
