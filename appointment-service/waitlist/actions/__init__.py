"""What can happen to those who wait."""

from waitlist.actions.answering import accept, decline
from waitlist.actions.ending import end_of_customer, end_of_vehicle, end_what_is_in_vain
from waitlist.actions.joining import join, leave
from waitlist.actions.offering import expire_offers, offer_after_commit, offer_what_is_free

__all__ = [
    "accept",
    "decline",
    "end_of_customer",
    "end_of_vehicle",
    "end_what_is_in_vain",
    "expire_offers",
    "join",
    "leave",
    "offer_after_commit",
    "offer_what_is_free",
]
