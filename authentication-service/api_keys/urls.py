from django.urls import path

from api_keys import views

urlpatterns = [
    path("api-keys/", views.ApiKeysView.as_view()),
    path("api-keys/<uuid:api_key_id>/", views.ApiKeyView.as_view()),
    path("accounts/<uuid:account_id>/api-keys/", views.AccountApiKeysView.as_view()),
    path("accounts/<uuid:account_id>/api-keys/<uuid:api_key_id>/", views.AccountApiKeyView.as_view()),
]

# Not under /api/v1/, so that the gateway never passes it.
internal_urls = [
    path("api-keys/", views.ApiKeysForServicesView.as_view()),
]
