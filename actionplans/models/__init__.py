"""What was promised and what came of it: strategy, plan, targets with outcomes, actions with owners and dates, achievements."""

from actionplans.models.achievement import Achievement, AchievementOrganisation, Origin
from actionplans.models.action import Action, ActionCode, ActionEvent, ActionOwner, ActionPerson, ActionSupporter, ProgressNote, awaited, overdue
from actionplans.models.approval import Amendment, Approval
from actionplans.models.asked import Ask, AskAction, Parallel
from actionplans.models.calendar import CalendarFeed
from actionplans.models.carry import Carry
from actionplans.models.consultation import LaunchDay, PlanComment, PlanConsultation
from actionplans.models.meeting import GroupDecision, MeetingNotice, ProgressMeeting
from actionplans.models.plan import Outcome, Plan, Target
from actionplans.models.risk import Risk, RiskNamedBy
from actionplans.models.strategy import Strategy, StrategyAim
from actionplans.models.update import DateChange, Reminder, Update, UpdateLink

__all__ = [
    "Achievement",
    "AchievementOrganisation",
    "Action",
    "ActionCode",
    "ActionEvent",
    "ActionOwner",
    "ActionPerson",
    "ActionSupporter",
    "Amendment",
    "Approval",
    "Ask",
    "AskAction",
    "CalendarFeed",
    "Carry",
    "DateChange",
    "GroupDecision",
    "LaunchDay",
    "MeetingNotice",
    "Origin",
    "Outcome",
    "Parallel",
    "Plan",
    "PlanComment",
    "PlanConsultation",
    "ProgressMeeting",
    "ProgressNote",
    "Reminder",
    "Risk",
    "RiskNamedBy",
    "Strategy",
    "StrategyAim",
    "Target",
    "Update",
    "UpdateLink",
    "awaited",
    "overdue",
]
