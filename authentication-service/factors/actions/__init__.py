"""What can happen to second factors, one file a subject."""

from factors.actions.authenticators import begin_enrolment, confirm_enrolment, remove_authenticator
from factors.actions.changes import factor_added, factor_removed
from factors.actions.overview import Overview, overview
from factors.actions.recovery import make_recovery_codes
from factors.actions.resets import approve_reset, request_reset, reset_without_approval, withdraw_reset
from factors.actions.showing import finish_sign_in, step_up, subject_of
from factors.actions.strange import remove_strange_factors

__all__ = [
    "Overview",
    "approve_reset",
    "begin_enrolment",
    "confirm_enrolment",
    "factor_added",
    "factor_removed",
    "finish_sign_in",
    "make_recovery_codes",
    "overview",
    "remove_authenticator",
    "remove_strange_factors",
    "request_reset",
    "reset_without_approval",
    "step_up",
    "subject_of",
    "withdraw_reset",
]
