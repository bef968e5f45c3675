from django.urls import path

from interviews import views

app_name = "interviews"
urlpatterns = [
    path("", views.list_interviews, name="list"),
    path("record/", views.record, name="record"),
    path("record/find-student/", views.find_student, name="find_student"),
    path("record/will-count/", views.will_count, name="will_count"),
    path("record/previous-school/", views.previous_school, name="previous_school"),
    path("imports/", views.imports, name="imports"),
    path("imports/<uuid:upload>/", views.import_preview, name="import_preview"),
    path("imports/<uuid:upload>/apply/", views.apply, name="import_apply"),
    path("imports/<uuid:upload>/discard/", views.discard, name="import_discard"),
    path("imports/<uuid:upload>/undo/", views.undo, name="import_undo"),
    path("steps/<uuid:step>/", views.mark_step, name="mark_step"),
    path("<uuid:interview>/", views.detail, name="detail"),
    path("<uuid:interview>/correct/", views.correct, name="correct"),
    path("<uuid:interview>/withdraw/", views.withdraw, name="withdraw"),
    path("<uuid:interview>/text/", views.edit_text, name="edit_text"),
    path("<uuid:interview>/add/", views.add_addendum, name="add_addendum"),
    path("<uuid:interview>/safeguarding/", views.pass_to_safeguarding, name="pass_to_safeguarding"),
    path("<uuid:interview>/share/", views.share, name="share"),
    path("<uuid:interview>/plan/", views.plan_print, name="plan_print"),
]
