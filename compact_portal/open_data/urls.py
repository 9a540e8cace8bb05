"""The addresses of open data. They are promised to programs: none changes within a version."""

from django.urls import path

from compact_portal.open_data import views

app_name = "open_data"

urlpatterns = [
    path("<slug:compact>/data/", views.data, name="data"),
    path("<slug:compact>/data/<slug:dataset>.<slug:form>", views.table, name="table"),
    path("api/v1/", views.start, name="start"),
    path("api/v1/openapi.json", views.openapi, name="openapi"),
    path("api/v1/agreements/", views.agreement_list, name="agreements"),
    path("api/v1/agreements/<slug:compact>/", views.agreement, name="agreement"),
    path("api/v1/agreements/<slug:compact>/<slug:dataset>/", views.rows, name="rows"),
    path("api/v1/agreements/<slug:compact>/<slug:dataset>/<uuid:key>/", views.row, name="row"),
]
