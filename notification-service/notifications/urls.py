from django.urls import path

from notifications import views

urlpatterns = [
    path("", views.NotificationsView.as_view()),
    path("read-all/", views.ReadAllView.as_view()),
    path("unread-count/", views.UnreadCountView.as_view()),
    path("<uuid:notification_id>/", views.NotificationView.as_view()),
    path("<uuid:notification_id>/archive/", views.ArchiveView.as_view()),
    path("<uuid:notification_id>/read/", views.ReadView.as_view()),
    path("<uuid:notification_id>/unread/", views.UnreadView.as_view()),
]
