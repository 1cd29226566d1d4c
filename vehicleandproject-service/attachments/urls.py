from django.urls import path

from attachments import views

urlpatterns = [
    path("<uuid:project_id>/attachments/", views.AttachmentsView.as_view()),
    path("<uuid:project_id>/attachments/<uuid:attachment_id>/", views.AttachmentView.as_view()),
]
