from django.urls import path

from preferences import views

urlpatterns = [path("preferences/", views.PreferencesView.as_view())]
