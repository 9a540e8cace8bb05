"""The addresses of signatories."""

app_name = "signatories"
urlpatterns = []
