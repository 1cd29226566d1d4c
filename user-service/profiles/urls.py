from django.urls import path

from profiles import views

urlpatterns = [
    path("me/", views.OwnProfileView.as_view()),
    path("<uuid:account_id>/", views.CardView.as_view()),
]
