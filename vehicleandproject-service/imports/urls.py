from django.urls import path

from imports import views

urlpatterns = [
    path("imports/", views.ImportsView.as_view()),
    path("imports/<uuid:import_id>/", views.ImportView.as_view()),
]
