"""The addresses of disagreements. `passphrase/` is one person's, over all agreements; everything else belongs to one agreement."""

from django.urls import path, register_converter

from disputes.addresses import ReferenceConverter
from disputes.views import advice, custodians, looking, lost, panel_document, passphrase, people, recovering, settle

register_converter(ReferenceConverter, "reference")

app_name = "disputes"
CASES = "<slug:compact>/cases/"
CASE = CASES + "<reference:reference>/"

urlpatterns = [
    path("passphrase/", passphrase.passphrase, name="passphrase"),
    path("passphrase/new/", passphrase.make, name="make_passphrase"),
    path("passphrase/unlock/", passphrase.unlock, name="unlock"),
    path("passphrase/lock/", passphrase.lock, name="lock"),
    path("passphrase/change/", passphrase.change, name="change_passphrase"),
    path("passphrase/sheet/", lost.sheet, name="sheet"),
    path("passphrase/lost/", lost.lost, name="lost"),
    path("passphrase/lost/sheet/", lost.by_sheet, name="by_sheet"),
    path("passphrase/lost/begin-again/", lost.begin_again, name="begin_again"),
    path(CASE + "keys/", looking.keys, name="keys"),
    path(CASE + "keys/<uuid:part>/let-in/", looking.let_in, name="let_in"),
    path(CASE + "keys/custodians/", recovering.ask, name="ask_recovery"),
    path(CASE + "keys/custodians/<uuid:recovery>/stop/", recovering.object_to, name="object"),
    path(CASE + "keys/custodians/<uuid:recovery>/finish/", recovering.finish, name="finish_recovery"),
    path(CASE + "looked/", looking.looked, name="looked"),
    path(CASES + "custodians/", custodians.custodians, name="custodians"),
    path(CASES + "custodians/propose/", custodians.propose, name="propose_custodian"),
    path(CASES + "custodians/prove/", custodians.prove, name="prove_custodian"),
    path(CASES + "custodians/<int:pk>/confirm/", custodians.confirm, name="confirm_custodian"),
    path(CASES + "custodians/<int:pk>/end/", custodians.end, name="end_custodian"),
    path(CASES + "custodians/asked/", recovering.recoveries, name="recoveries"),
    path(CASES + "custodians/asked/<uuid:recovery>/", recovering.agree, name="agree"),
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
