from django.urls import path

from codes import views

# Not under /api/v1/, so that the gateway never passes it.
internal_urls = [
    path("codes/<uuid:code_id>/", views.MailedCodeView.as_view()),
]
