from django.urls import path

from texts import views

TEMPLATE = "templates/<str:kind>/<str:language>/"

urlpatterns = [
    path("templates/", views.TemplatesView.as_view()),
    path(TEMPLATE, views.TemplateView.as_view()),
    path(f"{TEMPLATE}versions/", views.TemplateVersionsView.as_view()),
    path(f"{TEMPLATE}preview/", views.TemplatePreviewView.as_view()),
    path("languages/", views.LanguagesView.as_view()),
    path("languages/<str:code>/", views.LanguageView.as_view()),
]
