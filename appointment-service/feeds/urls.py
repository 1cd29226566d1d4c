from django.urls import path

from feeds import views

urlpatterns = [
    path("feeds/", views.FeedsView.as_view()),
    path("feeds/<uuid:feed_id>/", views.FeedView.as_view()),
    path("feeds/<str:token>/calendar.ics", views.FeedCalendarView.as_view()),
]
