"""The addresses of reviews."""

app_name = "reviews"
urlpatterns = []
