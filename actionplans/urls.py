"""The addresses of actionplans: the plan for everybody, writing it, agreeing to it, reporting on it, and what is left over."""

from django.urls import path

from actionplans.views import acts, approving, consulting, officers, plans, progress, targets, writing

app_name = "actionplans"
PLAN = "<slug:compact>/plans/<slug:period>"
STRATEGIES = "<slug:compact>/strategies/"
ACTION = PLAN + "/actions/<int:pk>/"
TARGET = PLAN + "/targets/<int:pk>/"

urlpatterns = [
    path("<slug:compact>/plan/", plans.current, name="current"),
    path("<slug:compact>/plan.csv", plans.current_csv, name="current_csv"),
    path("<slug:compact>/plans/", plans.plans, name="plans"),
    path("<slug:compact>/plans/new/", writing.begin, name="begin"),
    path(PLAN + "/", plans.plan, name="plan"),
    path(PLAN + ".csv", plans.plan_csv, name="plan_csv"),
    path(ACTION, acts.action, name="action"),
    # writing
    path(STRATEGIES + "new/", writing.strategy, name="strategy_add"),
    path(STRATEGIES + "<int:pk>/", writing.strategy, name="strategy_change"),
    path(PLAN + "/write/", writing.write, name="write"),
    path(PLAN + "/describe/", writing.describe, name="describe"),
    path(PLAN + "/targets/new/", targets.target, name="target_add"),
    path(TARGET, targets.target, name="target_change"),
    path(TARGET + "move/", targets.target_move, name="target_move"),
    path(TARGET + "remove/", targets.target_remove, name="target_remove"),
    path(TARGET + "actions/new/", acts.action_add, name="action_add"),
    path(ACTION + "change/", acts.action_change, name="action_change"),
    path(ACTION + "links/", acts.action_links, name="action_links"),
    path(ACTION + "move/", acts.action_move, name="action_move"),
    path(ACTION + "remove/", acts.action_remove, name="action_remove"),
    path(PLAN + "/risks/new/", targets.risk, name="risk_add"),
    path(PLAN + "/risks/<int:pk>/", targets.risk, name="risk_change"),
    path(PLAN + "/risks/<int:pk>/remove/", targets.risk_remove, name="risk_remove"),
    # agreeing
    path(PLAN + "/approve/", approving.approve, name="approve"),
    path(PLAN + "/adopt/", approving.adopt, name="adopt"),
    path(PLAN + "/amendments/", officers.amendments, name="amendments"),
    path(PLAN + "/consultation/", consulting.consultation, name="consultation"),
    path(PLAN + "/consultation/days/", consulting.consult, name="consult"),
    path(PLAN + "/consultation/comments/<int:pk>/", consulting.answer, name="answer"),
    # reporting
    path("i/updates/<str:token>/", progress.update_link, name="update_link"),
    path(PLAN + "/updates/", officers.updates, name="updates"),
    path(PLAN + "/updates/mine/", progress.my_updates, name="my_updates"),
    path(PLAN + "/updates/leave/", progress.leave, name="leave"),
    path(PLAN + "/updates/ask/<int:organisation>/", officers.ask, name="ask"),
    path(ACTION + "progress/", progress.progress, name="progress"),
    path(PLAN + "/dates/<int:pk>/", progress.date_decision, name="date_decision"),
    # what is left over
    path(PLAN + "/unfinished/", officers.unfinished, name="unfinished"),
    path(PLAN + "/unfinished/<int:pk>/", officers.unfinished_action, name="unfinished_action"),
    path(PLAN + "/close/", officers.close, name="close"),
]
