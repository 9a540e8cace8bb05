from django.urls import path

from disputes.views import advice, panel_document, people, settle

app_name = "disputes"

urlpatterns = [
    path("<slug:compact>/disagreements/", settle.settle, name="settle"),
    path("<slug:compact>/disagreements/change/", settle.change_procedure, name="change_procedure"),
    path("<slug:compact>/disagreements/elsewhere/add/", settle.add_signpost, name="add_signpost"),
    path("<slug:compact>/disagreements/elsewhere/<int:pk>/", settle.change_signpost, name="change_signpost"),
    path("<slug:compact>/disagreements/elsewhere/<int:pk>/remove/", settle.remove_signpost, name="remove_signpost"),
    path("<slug:compact>/disagreements/panel/", panel_document.panel_document, name="panel_document"),
    path("<slug:compact>/disagreements/panel/write/", panel_document.write_document, name="write_document"),
    path("<slug:compact>/disagreements/panel/<int:pk>/", panel_document.change_document, name="change_document"),
    path("<slug:compact>/disagreements/panel/<int:pk>/consult/", panel_document.consult, name="consult"),
    path("<slug:compact>/disagreements/panel/<int:pk>/endorse/", panel_document.endorse, name="endorse"),
    path("<slug:compact>/disagreements/panel/<int:pk>/in-force/", panel_document.bring_into_force, name="bring_into_force"),
    path("<slug:compact>/disagreements/people/", people.people, name="people"),
    path("<slug:compact>/disagreements/people/propose/", people.propose, name="propose_standing"),
    path("<slug:compact>/disagreements/people/<int:pk>/confirm/", people.confirm, name="confirm_standing"),
    path("<slug:compact>/disagreements/people/<int:pk>/end/", people.end, name="end_standing"),
    path("<slug:compact>/disagreements/advice/", advice.advice, name="advice"),
    path("<slug:compact>/disagreements/advice/log/", advice.log_advice, name="log_advice"),
    path("<slug:compact>/disagreements/advice/<int:pk>/answered/", advice.note_reply, name="note_reply"),
    path("<slug:compact>/disagreements/advice/<int:pk>/close/", advice.close_advice, name="close_advice"),
    path("<slug:compact>/disagreements/advice/<int:pk>/remove/", advice.remove_advice, name="remove_advice"),
]
