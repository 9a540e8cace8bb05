"""The addresses of disagreements. `passphrase/` is one person's, over all agreements; everything else belongs to one agreement."""

from django.urls import path, register_converter

from disputes.addresses import ReferenceConverter
from disputes.views import looking, passphrase

register_converter(ReferenceConverter, "reference")

app_name = "disputes"
CASES = "<slug:compact>/cases/"
CASE = CASES + "<reference:reference>/"

urlpatterns = [
    path("passphrase/", passphrase.passphrase, name="passphrase"),
    path("passphrase/new/", passphrase.make, name="make_passphrase"),
    path("passphrase/unlock/", passphrase.unlock, name="unlock"),
    path("passphrase/lock/", passphrase.lock, name="lock"),
    path(CASE + "keys/", looking.keys, name="keys"),
    path(CASE + "keys/<uuid:part>/let-in/", looking.let_in, name="let_in"),
    path(CASE + "looked/", looking.looked, name="looked"),
]
