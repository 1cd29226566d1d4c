from django.urls import path

from figures import views

urlpatterns = [path("stats/", views.FiguresView.as_view())]
