from django.urls import path

from addresses import invitation_views, views

urlpatterns = [
    path("password/forgot/", views.ForgottenPasswordView.as_view()),
    path("password/reset/", views.ResetPasswordView.as_view()),
    path("email/verify/", views.VerifyEmailView.as_view()),
    path("email/verify/resend/", views.ResendVerificationView.as_view()),
    path("email/change/", views.ChangeEmailView.as_view()),
    path("email/change/confirm/", views.ConfirmEmailChangeView.as_view()),
    path("email/change/undo/", views.UndoEmailChangeView.as_view()),
    path("phone/verify/", views.VerifyPhoneView.as_view()),
    path("phone/verify/confirm/", views.ConfirmPhoneView.as_view()),
    path("accounts/", invitation_views.AccountsView.as_view()),
    path("accounts/<uuid:account_id>/invitation/", invitation_views.InvitationView.as_view()),
    path("invitations/accept/", invitation_views.AcceptInvitationView.as_view()),
]
