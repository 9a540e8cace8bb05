"""The addresses of signatories: public pages of a Compact, and the steering group's work on its list."""

from django.urls import path

from signatories.views import champions, coverage, directory, enquiries, officers, our_people, people, public, steering

app_name = "signatories"
STEERING = "<slug:compact>/steering/"
SIGNATURE = STEERING + "signatures/<int:pk>/"
OWN = "<slug:compact>/organisations/<int:pk>/"
CHAMPIONS = "<slug:compact>/champions/"
ENQUIRIES = "<slug:compact>/enquiries/"

urlpatterns = [
    path("<slug:compact>/", public.compact, name="compact"),
    path("<slug:compact>/agreement/", public.agreement, name="agreement"),
    path("<slug:compact>/codes/<int:number>/", public.code, name="code"),
    path("<slug:compact>/privacy/", public.privacy, name="privacy"),
    path("<slug:compact>/signatories/", directory.signatories, name="signatories"),
    path("<slug:compact>/champions/", directory.champions, name="champions"),
    path("<slug:compact>/data/", directory.data, name="data"),
    path("<slug:compact>/data/signatories.csv", directory.signatories_csv, name="signatories_csv"),
    path(STEERING, steering.steering, name="steering"),
    path(STEERING + "signatures/", steering.signatures, name="signatures"),
    path(STEERING + "invite/", officers.invite, name="invite"),
    path(STEERING + "invite/new/", officers.add_organisation, name="add_organisation"),
    path(STEERING + "invite/<int:organisation>/", officers.invite_organisation, name="invite_organisation"),
    path(SIGNATURE, steering.signature, name="signature"),
    path(SIGNATURE + "sign/", officers.sign, name="sign"),
    path(SIGNATURE + "address/", officers.change_address, name="change_address"),
    path(SIGNATURE + "end/", officers.end_signature, name="end_signature"),
    path(SIGNATURE + "champions/new/", people.name_champion, name="name_champion"),
    path(SIGNATURE + "champions/<int:champion>/end/", people.end_champion, name="end_champion"),
    path(SIGNATURE + "leads/new/", people.add_lead, name="add_lead"),
    path(SIGNATURE + "leads/<int:membership>/end/", people.end_lead, name="end_lead"),
    path("<slug:compact>/organisations/<int:pk>/leads/new/", people.add_colleague, name="add_colleague"),
    path(OWN + "people/", our_people.people, name="people"),
    path(OWN + "people/new/", our_people.add_contributor, name="add_contributor"),
    path(OWN + "people/<int:membership>/end/", our_people.end_contributor, name="end_contributor"),
    path(OWN + "people/hand-over/", our_people.hand_over_lead, name="hand_over_lead"),
    path(OWN + "people/leave/", our_people.leave, name="leave"),
    path(OWN + "champions/new/", champions.name_own, name="name_own"),
    path(CHAMPIONS + "guidance/", champions.guidance, name="guidance"),
    path(CHAMPIONS + "guidance/read/", champions.read_guidance, name="read_guidance"),
    path(CHAMPIONS + "<int:pk>/", champions.my_part, name="my_part"),
    path(CHAMPIONS + "<int:pk>/hand-over/", champions.hand_over, name="hand_over"),
    path(CHAMPIONS + "<int:pk>/end/", champions.end_own, name="end_own"),
    path(STEERING + "guidance/", champions.guidance_given, name="guidance_given"),
    path(STEERING + "guidance/new/", champions.issue_guidance, name="issue_guidance"),
    path(STEERING + "coverage/", coverage.coverage, name="coverage"),
    path("<slug:compact>/ask/", enquiries.ask, name="ask"),
    path("<slug:compact>/ask/sent/", enquiries.ask_sent, name="ask_sent"),
    path("<slug:compact>/ask/i/<str:token>/", enquiries.asked, name="asked"),
    path(ENQUIRIES, enquiries.enquiries, name="enquiries"),
    path(ENQUIRIES + "<int:pk>/", enquiries.enquiry, name="enquiry"),
    path(ENQUIRIES + "<int:pk>/pass-on/", enquiries.pass_on, name="pass_on"),
    path(ENQUIRIES + "<int:pk>/close/", enquiries.close_enquiry, name="close_enquiry"),
]
