from django.urls import path

from oidc import views

urlpatterns = [
    path("oidc/", views.ProvidersView.as_view()),
    path("oidc/identities/", views.IdentitiesView.as_view()),
    path("oidc/identities/<uuid:identity_id>/", views.IdentityView.as_view()),
    path("oidc/link/", views.LinkView.as_view()),
    path("oidc/<str:provider>/start/", views.StartView.as_view()),
    path("oidc/<str:provider>/callback/", views.CallbackView.as_view()),
    path("login/oidc/", views.SignInByProviderView.as_view()),
]
