from django.urls import path

from board import views

urlpatterns = [
    path("board/", views.BoardView.as_view()),
]
