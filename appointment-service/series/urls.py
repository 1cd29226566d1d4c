from django.urls import path

from series import views

urlpatterns = [
    path("series/", views.SeriesListView.as_view()),
    path("series/<uuid:series_id>/", views.SeriesView.as_view()),
    path("series/<uuid:series_id>/change/", views.ChangeView.as_view()),
    path("series/<uuid:series_id>/cancel/", views.CancelView.as_view()),
]
