"""The addresses of reviews: the survey for those who answer it, the survey for those who run it, and the reports."""

from django.urls import path

from reviews.views import answering, dates, declining, designing, facts, inviting, paper, preparing, report, running

app_name = "reviews"
SURVEY = "<slug:compact>/survey/<int:year>/"
DESIGN = SURVEY + "design/"
ONE = SURVEY + "invitations/<int:pk>/"
REPORT = "<slug:compact>/reports/"

urlpatterns = [
    path("i/<str:token>/", answering.invitation, name="invitation"),
    path("i/<str:token>/decline/", declining.decline, name="decline"),
    path(SURVEY, answering.survey, name="survey"),
    path(SURVEY + "as/<int:organisation>/", answering.answer_as, name="answer_as"),
    path(SURVEY + "questions/", answering.questions, name="questions"),
    path(SURVEY + "<int:number>/", answering.section, name="section"),
    path(SURVEY + "leave/", answering.leave, name="leave"),
    path(SURVEY + "check/", answering.check, name="check"),
    path(SURVEY + "submit/", answering.submit, name="submit"),
    path("<slug:compact>/reviews/new/", preparing.prepare_review, name="prepare_review"),
    path("<slug:compact>/reviews/<int:year>/", preparing.change_review, name="change_review"),
    path(SURVEY + "prepare/", preparing.prepare, name="prepare"),
    path("<slug:compact>/reviews/<int:year>/dates/", dates.dates, name="dates"),
    path("<slug:compact>/reviews/<int:year>/facts/", facts.facts, name="facts"),
    path(DESIGN, designing.design, name="design"),
    path(DESIGN + "pages/new/", designing.add_page, name="add_page"),
    path(DESIGN + "pages/<int:pk>/", designing.change_page, name="change_page"),
    path(DESIGN + "pages/<int:pk>/questions/new/", designing.add_question, name="add_question"),
    path(DESIGN + "questions/<int:pk>/", designing.change_question, name="change_question"),
    path(DESIGN + "questions/<int:pk>/condition/", designing.condition, name="condition"),
    path(DESIGN + "documents/new/", designing.add_document, name="add_document"),
    path(DESIGN + "documents/<int:pk>/", designing.change_document, name="change_document"),
    path(DESIGN + "<slug:thing>/<int:pk>/move/", designing.move, name="move"),
    path(DESIGN + "<slug:thing>/<int:pk>/remove/", designing.remove, name="remove"),
    path(SURVEY + "preview/<slug:sector>/", designing.preview, name="preview"),
    path(SURVEY + "paper/<slug:sector>.pdf", paper.paper, name="paper"),
    path(SURVEY + "form/", declining.choose_form, name="choose_form"),
    path(SURVEY + "ready/", running.ready, name="ready"),
    path(SURVEY + "chasing/", inviting.chasing, name="chasing"),
    path(SURVEY + "chasing.csv", inviting.chasing_download, name="chasing_csv"),
    path(ONE, inviting.one_invitation, name="one_invitation"),
    path(ONE + "excuse/", inviting.excuse, name="excuse"),
    path(ONE + "extra-time/", inviting.extra_time, name="extra_time"),
    path(ONE + "type/", paper.type_answer, name="type_answer"),
    path(ONE + "confirm/", paper.confirm, name="confirm_typed"),
    path(ONE + "revoke/", inviting.act_on, {"verb": "revoke"}, name="revoke"),
    path(ONE + "reissue/", inviting.act_on, {"verb": "reissue"}, name="reissue"),
    path(ONE + "expect/", inviting.act_on, {"verb": "expect"}, name="expect"),
    path(SURVEY + "manage/", running.manage, name="manage"),
    path(SURVEY + "open/", running.open_, name="open"),
    path(SURVEY + "invite/", running.invite, name="invite"),
    path(SURVEY + "close/", running.close, name="close"),
    path(SURVEY + "release/", running.release, name="release"),
    path(SURVEY + "results/", running.results, name="results"),
    path(SURVEY + "written/", running.written, name="written"),
    path(REPORT, report.reports, name="reports"),
    path(REPORT + "<int:year>/", report.report, name="report"),
    path(REPORT + "<int:year>.pdf", report.report_pdf, name="report_pdf"),
    path(REPORT + "<int:year>/edit/", preparing.edit_report, name="edit_report"),
    path(REPORT + "<int:year>/publish/", report.publish_report, name="publish_report"),
]
