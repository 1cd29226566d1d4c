from django.urls import path

from deliveries import mail_event_views
from deliveries.reply_views import RepliesView
from deliveries.text_message_views import TextMessagesView
from preferences.unsubscribe_views import UnsubscribeView

urlpatterns = [
    path("mail-events/", mail_event_views.MailEventsView.as_view()),
    path("mail-events/provider/", mail_event_views.ProviderMailEventsView.as_view()),
    path("replies/", RepliesView.as_view()),
    path("sms/", TextMessagesView.as_view()),
    path("unsubscribe/<str:unsubscribe_token>/", UnsubscribeView.as_view()),
]
