from django.urls import path

from advisers import views

app_name = "advisers"
urlpatterns = [
    path("", views.list_advisers, name="list"),
    path("add/", views.add, name="add"),
    path("import/", views.import_file, name="import_file"),
    path("import/apply/", views.import_apply, name="import_apply"),
    path("providers/", views.providers, name="providers"),
    path("providers/add/", views.provider_add, name="provider_add"),
    path("providers/<uuid:provider_id>/", views.provider_edit, name="provider_edit"),
    path("<uuid:adviser_id>/", views.detail, name="detail"),
    path("<uuid:adviser_id>/edit/", views.edit, name="edit"),
    path("<uuid:adviser_id>/credentials/add/", views.add_credential, name="add_credential"),
    path("credentials/<uuid:credential_id>/check/", views.check, name="check"),
    path("credentials/<uuid:credential_id>/reject/", views.reject, name="reject"),
    path("credentials/<uuid:credential_id>/revoke/", views.revoke, name="revoke"),
    path("credentials/<uuid:credential_id>/withdraw/", views.withdraw, name="withdraw"),
    path("credentials/<uuid:credential_id>/correct/", views.correct, name="correct"),
    path("credentials/<uuid:credential_id>/evidence/", views.evidence, name="evidence"),
    path("credentials/<uuid:credential_id>/evidence/attach/", views.attach_evidence, name="attach_evidence"),
]
