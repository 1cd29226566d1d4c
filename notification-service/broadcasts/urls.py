from django.urls import path

from broadcasts import views

urlpatterns = [
    path("broadcasts/", views.BroadcastsView.as_view()),
    path("broadcasts/count/", views.CountView.as_view()),
    path("broadcasts/<uuid:broadcast_id>/", views.BroadcastView.as_view()),
    path("broadcasts/<uuid:broadcast_id>/cancel/", views.CancelView.as_view()),
]
