"""What checkouts, and the provider, are refused with."""

from chassis.errors import Conflict, Forbidden, Malformed, Refusal

ONLINE_PAYMENT_UNAVAILABLE = Refusal(
    Conflict,
    "online_payment_unavailable",
    "This workshop takes no payments online.",
    remedy="Pay at the workshop or by transfer; an operator sets STRIPE_API_KEY and STRIPE_WEBHOOK_SECRET.",
)
PAYS_FOR_OTHERS = Refusal(
    Forbidden,
    "permission_denied",
    "Opening a page on which a customer pays needs the permission take_payment.",
    remedy="Have it opened by somebody who may take payments, or let the customer open it.",
)
NOT_PAYABLE_ONLINE = Refusal(
    Conflict,
    "not_payable_online",
    "This amount of {currency} cannot be paid online.",
    remedy="Pay it at the workshop: it is too little, too much, or in coins that no card pays.",
    currency=str,
)
REFUND_REFUSED = Refusal(
    Conflict,
    "refund_refused",
    "The payment provider does not give this back.",
    remedy="Read `reason`, the provider's own words; then ask again with a new Idempotency-Key.",
    reason=str | None,
)
PAYMENT_UNDER_WAY = Refusal(
    Conflict,
    "payment_under_way",
    "This invoice is being paid already.",
    remedy="Wait for the bank: the invoice is paid then, or open for another checkout.",
)
CHECKOUT_OVERTAKEN = Refusal(
    Conflict,
    "checkout_overtaken",
    "Meanwhile something was paid, the invoice was voided, or another checkout has begun.",
    remedy="Ask for a checkout once more, with a new Idempotency-Key.",
)
WEBHOOK_INVALID = Refusal(
    Malformed,
    "webhook_invalid",
    "This is no event that the payment provider has signed in the last five minutes.",
    remedy="Send the body as it was signed, with Stripe-Signature, and compare STRIPE_WEBHOOK_SECRET.",
)
