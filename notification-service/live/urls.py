from django.urls import path

from live import views

urlpatterns = [path("", views.StreamView.as_view())]
