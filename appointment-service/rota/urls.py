from django.urls import path

from rota import views

urlpatterns = [path("rota/", views.RotaView.as_view())]
