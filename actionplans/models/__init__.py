"""What was promised and what came of it: strategy, plan, targets with outcomes, actions with owners and dates, achievements."""

from actionplans.models.achievement import Achievement, AchievementOrganisation
from actionplans.models.action import Action, ActionCode, ActionOwner, ProgressNote, overdue
from actionplans.models.plan import Outcome, Plan, Strategy, Target

__all__ = [
    "Achievement",
    "AchievementOrganisation",
    "Action",
    "ActionCode",
    "ActionOwner",
    "Outcome",
    "Plan",
    "ProgressNote",
    "Strategy",
    "Target",
    "overdue",
]
