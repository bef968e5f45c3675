from django.urls import path

from students import views

app_name = "students"
urlpatterns = [
    path("", views.list_students, name="list"),
    path("print/", views.print_list, name="print_list"),
    path("add/", views.add, name="add"),
    path("imports/", views.imports, name="imports"),
    path("imports/new/", views.import_upload, name="import_upload"),
    path("imports/<uuid:import_id>/", views.import_detail, name="import_detail"),
    path("imports/<uuid:import_id>/columns/", views.import_map, name="import_map"),
    path("imports/<uuid:import_id>/check/", views.import_preview, name="import_preview"),
    path("imports/<uuid:import_id>/encoding/", views.import_encoding, name="import_encoding"),
    path("imports/<uuid:import_id>/apply/", views.import_apply, name="import_apply"),
    path("imports/<uuid:import_id>/discard/", views.import_discard, name="import_discard"),
    path("imports/<uuid:import_id>/undo/", views.import_undo, name="import_undo"),
    path("exclusions/<uuid:exclusion_id>/withdraw/", views.withdraw_exclusion, name="withdraw_exclusion"),
    path("<uuid:student_id>/", views.detail, name="detail"),
    path("<uuid:student_id>/edit/", views.edit, name="edit"),
    path("<uuid:student_id>/exclude/", views.exclude, name="exclude"),
]
