"""The addresses of messaging."""

app_name = "messaging"
urlpatterns = []
