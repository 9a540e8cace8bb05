"""The addresses of signatories: public pages of a Compact, and the steering group's work on its list."""

from django.urls import path

from signatories.views import details, directory, importing, joining, merging, officers, people, pipeline, public, steering

app_name = "signatories"
STEERING = "<slug:compact>/steering/"
SIGNATURE = STEERING + "signatures/<int:pk>/"

urlpatterns = [
    path("<slug:compact>/", public.compact, name="compact"),
    path("<slug:compact>/agreement/", public.agreement, name="agreement"),
    path("<slug:compact>/codes/<int:number>/", public.code, name="code"),
    path("<slug:compact>/privacy/", public.privacy, name="privacy"),
    path("<slug:compact>/signatories/", directory.signatories, name="signatories"),
    path("<slug:compact>/join/", joining.join, name="join"),
    path("<slug:compact>/join/sent/", joining.join_sent, name="join_sent"),
    path("<slug:compact>/join/<str:token>/", joining.join_confirm, name="join_confirm"),
    path("<slug:compact>/sign/<str:token>/", joining.sign_by_link, name="sign_by_link"),
    path("<slug:compact>/sign/<str:token>/certificate.pdf", joining.certificate_by_link, name="certificate_by_link"),
    path("<slug:compact>/champions/", directory.champions, name="champions"),
    path("<slug:compact>/data/", directory.data, name="data"),
    path("<slug:compact>/data/signatories.csv", directory.signatories_csv, name="signatories_csv"),
    path(STEERING, steering.steering, name="steering"),
    path(STEERING + "signatures/", steering.signatures, name="signatures"),
    path(STEERING + "invite/", officers.invite, name="invite"),
    path(STEERING + "invite/new/", officers.add_organisation, name="add_organisation"),
    path(STEERING + "invite/<int:organisation>/", officers.invite_organisation, name="invite_organisation"),
    path(STEERING + "pipeline/", pipeline.pipeline, name="pipeline"),
    path(STEERING + "requests/<int:pk>/", pipeline.join_request, name="join_request"),
    path(STEERING + "import/", importing.import_file, name="import_file"),
    path(STEERING + "import/check/", importing.import_check, name="import_check"),
    path(STEERING + "import/organisations.csv", importing.import_template, name="import_template"),
    path(STEERING + "duplicates/", merging.duplicates, name="duplicates"),
    path(STEERING + "duplicates/<int:first>/<int:second>/", merging.merge, name="merge"),
    path(SIGNATURE, steering.signature, name="signature"),
    path(SIGNATURE + "details/", details.details, name="details"),
    path(SIGNATURE + "close/", details.close, name="close"),
    path(SIGNATURE + "reopen/", details.reopen, name="reopen"),
    path(SIGNATURE + "members/", details.members, name="members"),
    path(SIGNATURE + "members/<int:membership>/remove/", details.remove_member, name="remove_member"),
    path(SIGNATURE + "link/", pipeline.send_link, name="send_link"),
    path(SIGNATURE + "link/end/", pipeline.revoke_link, name="revoke_link"),
    path(SIGNATURE + "state/", pipeline.mark, name="mark"),
    path(SIGNATURE + "certificate.pdf", pipeline.certificate, name="certificate"),
    path(SIGNATURE + "unmerge/", merging.undo_merge, name="undo_merge"),
    path(SIGNATURE + "sign/", officers.sign, name="sign"),
    path(SIGNATURE + "address/", officers.change_address, name="change_address"),
    path(SIGNATURE + "end/", officers.end_signature, name="end_signature"),
    path(SIGNATURE + "champions/new/", people.name_champion, name="name_champion"),
    path(SIGNATURE + "champions/<int:champion>/end/", people.end_champion, name="end_champion"),
    path(SIGNATURE + "leads/new/", people.add_lead, name="add_lead"),
    path(SIGNATURE + "leads/<int:membership>/end/", people.end_lead, name="end_lead"),
    path("<slug:compact>/organisations/<int:pk>/leads/new/", people.add_colleague, name="add_colleague"),
]
