"""Which invoices and payments an account may see."""

from decimal import Decimal
from uuid import UUID

from django.db.models import Case, F, QuerySet, Value, When

from billing.models import STANDS, Invoice, Payment
from billing.online_errors import PAYS_FOR_OTHERS
from chassis.auth import Actor, Permission
from projects.permissions import project_of


def invoices_visible_to(actor: Actor) -> QuerySet[Invoice]:
    """Invoices and credit notes, each with what is still to be paid and by which credit note it is void.

    Rule: a customer sees those that are theirs; the workshop's staff see all.
    """
    invoices = Invoice.objects.all() if actor.is_staff else Invoice.objects.filter(customer_id=actor.id)
    return invoices.annotate(
        balance_amount=Case(When(STANDS, then=F("project__balance_amount")), default=Value(Decimal())),
        credit_note_id=F("credit_note__pk"),
    )


def payments_of(actor: Actor, project_id: UUID) -> QuerySet[Payment]:
    """Rule: a customer sees what was paid for a project of theirs. Raises NotFound (404)."""
    return Payment.objects.of_project(project_of(actor, project_id))


def may_check_out(actor: Actor) -> None:
    """Rule: a customer opens the page on which they pay; of the staff only who may take payments does.

    Raises Forbidden (403).
    """
    if actor.is_staff and not actor.may(Permission.TAKE_PAYMENT):
        raise PAYS_FOR_OTHERS()
