from django.urls import path

from waitlist import views

urlpatterns = [
    path("waitlist/", views.WaitlistView.as_view()),
    path("waitlist/<uuid:entry_id>/", views.EntryView.as_view()),
    path("waitlist/<uuid:entry_id>/accept/", views.AcceptView.as_view()),
    path("waitlist/<uuid:entry_id>/decline/", views.DeclineView.as_view()),
]
