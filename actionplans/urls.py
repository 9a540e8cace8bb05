"""The addresses of actionplans."""

app_name = "actionplans"
urlpatterns = []
