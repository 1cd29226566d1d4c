"""Written by scripts/clients.sh from the document of all routes."""

from servease import types
from servease.refusal import Refusal

BY_CODE: dict[str, type[Refusal]]

class ActiveContent(Refusal):
    """`active_content`"""

    problem: types.ActiveContentProblem

class AddressRefused(Refusal):
    """`address_refused`"""

    problem: types.AddressRefusedProblem

class AddressUnverified(Refusal):
    """`address_unverified`"""

    problem: types.AddressUnverifiedProblem

class AlreadyDecided(Refusal):
    """`already_decided`"""

    problem: types.AlreadyDecidedProblem

class AlreadyInvoiced(Refusal):
    """`already_invoiced`"""

    problem: types.AlreadyInvoicedProblem

class AlreadyWaiting(Refusal):
    """`already_waiting`"""

    problem: types.AlreadyWaitingProblem

class AnotherAdminNeeded(Refusal):
    """`another_admin_needed`"""

    problem: types.AnotherAdminNeededProblem

class ApiKeyInvalid(Refusal):
    """`api_key_invalid`"""

    problem: types.ApiKeyInvalidProblem

class AppointmentOver(Refusal):
    """`appointment_over`"""

    problem: types.AppointmentOverProblem

class AtTwoLocations(Refusal):
    """`at_two_locations`"""

    problem: types.AtTwoLocationsProblem

class AuthenticatorUnreadable(Refusal):
    """`authenticator_unreadable`"""

    problem: types.AuthenticatorUnreadableProblem

class BadRequest(Refusal):
    """`bad_request`"""

    problem: types.BadRequestProblem

class Busy(Refusal):
    """`busy`"""

    problem: types.BusyProblem

class CatalogueCodeTaken(Refusal):
    """`catalogue_code_taken`"""

    problem: types.CatalogueCodeTakenProblem

class CheckoutOvertaken(Refusal):
    """`checkout_overtaken`"""

    problem: types.CheckoutOvertakenProblem

class CodeTaken(Refusal):
    """`code_taken`"""

    problem: types.CodeTakenProblem

class ConsentIsTheirs(Refusal):
    """`consent_is_theirs`"""

    problem: types.ConsentIsTheirsProblem

class ContentTooLarge(Refusal):
    """`content_too_large`"""

    problem: types.ContentTooLargeProblem

class DeadlinePassed(Refusal):
    """`deadline_passed`"""

    problem: types.DeadlinePassedProblem

class DefaultLanguage(Refusal):
    """`default_language`"""

    problem: types.DefaultLanguageProblem

class DeferredNoMore(Refusal):
    """`deferred_no_more`"""

    problem: types.DeferredNoMoreProblem

class DepositRequired(Refusal):
    """`deposit_required`"""

    problem: types.DepositRequiredProblem

class DoneAhead(Refusal):
    """`done_ahead`"""

    problem: types.DoneAheadProblem

class EInvoiceIncomplete(Refusal):
    """`e_invoice_incomplete`"""

    problem: types.EInvoiceIncompleteProblem

class EmailNotVerified(Refusal):
    """`email_not_verified`"""

    problem: types.EmailNotVerifiedProblem

class EmailTaken(Refusal):
    """`email_taken`"""

    problem: types.EmailTakenProblem

class EmailUnverified(Refusal):
    """`email_unverified`"""

    problem: types.EmailUnverifiedProblem

class EquipmentNameTaken(Refusal):
    """`equipment_name_taken`"""

    problem: types.EquipmentNameTakenProblem

class EstimateChanged(Refusal):
    """`estimate_changed`"""

    problem: types.EstimateChangedProblem

class EstimateClosed(Refusal):
    """`estimate_closed`"""

    problem: types.EstimateClosedProblem

class EstimateEmpty(Refusal):
    """`estimate_empty`"""

    problem: types.EstimateEmptyProblem

class EstimateNeeded(Refusal):
    """`estimate_needed`"""

    problem: types.EstimateNeededProblem

class ExpiresBeforeIssued(Refusal):
    """`expires_before_issued`"""

    problem: types.ExpiresBeforeIssuedProblem

class FileTypeMismatch(Refusal):
    """`file_type_mismatch`"""

    problem: types.FileTypeMismatchProblem

class FileTypeNotAccepted(Refusal):
    """`file_type_not_accepted`"""

    problem: types.FileTypeNotAcceptedProblem

class FollowsDocument(Refusal):
    """`follows_document`"""

    problem: types.FollowsDocumentProblem

class Gone(Refusal):
    """`gone`"""

    problem: types.GoneProblem

class HoldExpired(Refusal):
    """`hold_expired`"""

    problem: types.HoldExpiredProblem

class HoldMismatch(Refusal):
    """`hold_mismatch`"""

    problem: types.HoldMismatchProblem

class IdempotencyKeyReused(Refusal):
    """`idempotency_key_reused`"""

    problem: types.IdempotencyKeyReusedProblem

class IdentityTaken(Refusal):
    """`identity_taken`"""

    problem: types.IdentityTakenProblem

class IllegalTransition(Refusal):
    """`illegal_transition`"""

    problem: types.IllegalTransitionProblem

class InTheWay(Refusal):
    """`in_the_way`"""

    problem: types.InTheWayProblem

class InsufficientScope(Refusal):
    """`insufficient_scope`"""

    problem: types.InsufficientScopeProblem

class InsufficientUserAuthentication(Refusal):
    """`insufficient_user_authentication`"""

    problem: types.InsufficientUserAuthenticationProblem

class InvalidCredentials(Refusal):
    """`invalid_credentials`"""

    problem: types.InvalidCredentialsProblem

class Invalid(Refusal):
    """`invalid`"""

    problem: types.InvalidProblem

class LabourCostTaken(Refusal):
    """`labour_cost_taken`"""

    problem: types.LabourCostTakenProblem

class LastAdmin(Refusal):
    """`last_admin`"""

    problem: types.LastAdminProblem

class LendableNameTaken(Refusal):
    """`lendable_name_taken`"""

    problem: types.LendableNameTakenProblem

class LentToAnother(Refusal):
    """`lent_to_another`"""

    problem: types.LentToAnotherProblem

class LinesUndecided(Refusal):
    """`lines_undecided`"""

    problem: types.LinesUndecidedProblem

class LinkExpired(Refusal):
    """`link_expired`"""

    problem: types.LinkExpiredProblem

class LinkOver(Refusal):
    """`link_over`"""

    problem: types.LinkOverProblem

class LinkRequired(Refusal):
    """`link_required`"""

    problem: types.LinkRequiredProblem

class LocationNameTaken(Refusal):
    """`location_name_taken`"""

    problem: types.LocationNameTakenProblem

class MailEventUnsigned(Refusal):
    """`mail_event_unsigned`"""

    problem: types.MailEventUnsignedProblem

class MfaTokenInvalid(Refusal):
    """`mfa_token_invalid`"""

    problem: types.MfaTokenInvalidProblem

class NameTaken(Refusal):
    """`name_taken`"""

    problem: types.NameTakenProblem

class NeedsNoAttention(Refusal):
    """`needs_no_attention`"""

    problem: types.NeedsNoAttentionProblem

class NoDeposit(Refusal):
    """`no_deposit`"""

    problem: types.NoDepositProblem

class NoLogin(Refusal):
    """`no_login`"""

    problem: types.NoLoginProblem

class NoPasskey(Refusal):
    """`no_passkey`"""

    problem: types.NoPasskeyProblem

class NoPassword(Refusal):
    """`no_password`"""

    problem: types.NoPasswordProblem

class NoPhone(Refusal):
    """`no_phone`"""

    problem: types.NoPhoneProblem

class NoPushKeys(Refusal):
    """`no_push_keys`"""

    problem: types.NoPushKeysProblem

class NoSecondFactor(Refusal):
    """`no_second_factor`"""

    problem: types.NoSecondFactorProblem

class NoService(Refusal):
    """`no_service`"""

    problem: types.NoServiceProblem

class NoWorkOrderYet(Refusal):
    """`no_work_order_yet`"""

    problem: types.NoWorkOrderYetProblem

class NotASlot(Refusal):
    """`not_a_slot`"""

    problem: types.NotASlotProblem

class NotAcceptable(Refusal):
    """`not_acceptable`"""

    problem: types.NotAcceptableProblem

class NotActive(Refusal):
    """`not_active`"""

    problem: types.NotActiveProblem

class NotAssigned(Refusal):
    """`not_assigned`"""

    problem: types.NotAssignedProblem

class NotAtWork(Refusal):
    """`not_at_work`"""

    problem: types.NotAtWorkProblem

class NotAuthenticated(Refusal):
    """`not_authenticated`"""

    problem: types.NotAuthenticatedProblem

class NotAuthorised(Refusal):
    """`not_authorised`"""

    problem: types.NotAuthorisedProblem

class NotCsv(Refusal):
    """`not_csv`"""

    problem: types.NotCsvProblem

class NotFound(Refusal):
    """`not_found`"""

    problem: types.NotFoundProblem

class NotInvoiceable(Refusal):
    """`not_invoiceable`"""

    problem: types.NotInvoiceableProblem

class NotInvoiced(Refusal):
    """`not_invoiced`"""

    problem: types.NotInvoicedProblem

class NotLater(Refusal):
    """`not_later`"""

    problem: types.NotLaterProblem

class NotPayableOnline(Refusal):
    """`not_payable_online`"""

    problem: types.NotPayableOnlineProblem

class NotSettled(Refusal):
    """`not_settled`"""

    problem: types.NotSettledProblem

class NotTheAuthor(Refusal):
    """`not_the_author`"""

    problem: types.NotTheAuthorProblem

class NotVoidable(Refusal):
    """`not_voidable`"""

    problem: types.NotVoidableProblem

class NothingFree(Refusal):
    """`nothing_free`"""

    problem: types.NothingFreeProblem

class NothingLent(Refusal):
    """`nothing_lent`"""

    problem: types.NothingLentProblem

class NothingOwed(Refusal):
    """`nothing_owed`"""

    problem: types.NothingOwedProblem

class NothingToConfirm(Refusal):
    """`nothing_to_confirm`"""

    problem: types.NothingToConfirmProblem

class NothingToInvoice(Refusal):
    """`nothing_to_invoice`"""

    problem: types.NothingToInvoiceProblem

class OdometerRollback(Refusal):
    """`odometer_rollback`"""

    problem: types.OdometerRollbackProblem

class OfferExpired(Refusal):
    """`offer_expired`"""

    problem: types.OfferExpiredProblem

class OnlinePaymentUnavailable(Refusal):
    """`online_payment_unavailable`"""

    problem: types.OnlinePaymentUnavailableProblem

class OnlyWayIn(Refusal):
    """`only_way_in`"""

    problem: types.OnlyWayInProblem

class OtherAddress(Refusal):
    """`other_address`"""

    problem: types.OtherAddressProblem

class OverBalance(Refusal):
    """`over_balance`"""

    problem: types.OverBalanceProblem

class OverRefund(Refusal):
    """`over_refund`"""

    problem: types.OverRefundProblem

class Overlapping(Refusal):
    """`overlapping`"""

    problem: types.OverlappingProblem

class OwnHold(Refusal):
    """`own_hold`"""

    problem: types.OwnHoldProblem

class OwnSecondFactors(Refusal):
    """`own_second_factors`"""

    problem: types.OwnSecondFactorsProblem

class OwnTimeOff(Refusal):
    """`own_time_off`"""

    problem: types.OwnTimeOffProblem

class ParseError(Refusal):
    """`parse_error`"""

    problem: types.ParseErrorProblem

class PasskeyRefused(Refusal):
    """`passkey_refused`"""

    problem: types.PasskeyRefusedProblem

class PasskeyTaken(Refusal):
    """`passkey_taken`"""

    problem: types.PasskeyTakenProblem

class PasskeysOff(Refusal):
    """`passkeys_off`"""

    problem: types.PasskeysOffProblem

class PaymentUnderWay(Refusal):
    """`payment_under_way`"""

    problem: types.PaymentUnderWayProblem

class PermissionDenied(Refusal):
    """`permission_denied`"""

    problem: types.PermissionDeniedProblem

class PhoneVerified(Refusal):
    """`phone_verified`"""

    problem: types.PhoneVerifiedProblem

class PlanNameTaken(Refusal):
    """`plan_name_taken`"""

    problem: types.PlanNameTakenProblem

class PlateTaken(Refusal):
    """`plate_taken`"""

    problem: types.PlateTakenProblem

class PreconditionFailed(Refusal):
    """`precondition_failed`"""

    problem: types.PreconditionFailedProblem

class PrefixTaken(Refusal):
    """`prefix_taken`"""

    problem: types.PrefixTakenProblem

class ProjectNotOpen(Refusal):
    """`project_not_open`"""

    problem: types.ProjectNotOpenProblem

class ProjectOver(Refusal):
    """`project_over`"""

    problem: types.ProjectOverProblem

class PushOff(Refusal):
    """`push_off`"""

    problem: types.PushOffProblem

class QuotaReached(Refusal):
    """`quota_reached`"""

    problem: types.QuotaReachedProblem

class RateLimited(Refusal):
    """`rate_limited`"""

    problem: types.RateLimitedProblem

class ReadyAlready(Refusal):
    """`ready_already`"""

    problem: types.ReadyAlreadyProblem

class RefreshInProgress(Refusal):
    """`refresh_in_progress`"""

    problem: types.RefreshInProgressProblem

class RefundRefused(Refusal):
    """`refund_refused`"""

    problem: types.RefundRefusedProblem

class ReminderExists(Refusal):
    """`reminder_exists`"""

    problem: types.ReminderExistsProblem

class ResetOver(Refusal):
    """`reset_over`"""

    problem: types.ResetOverProblem

class ResetWaits(Refusal):
    """`reset_waits`"""

    problem: types.ResetWaitsProblem

class SameEmail(Refusal):
    """`same_email`"""

    problem: types.SameEmailProblem

class SecondFactorRequired(Refusal):
    """`second_factor_required`"""

    problem: types.SecondFactorRequiredProblem

class SecurityMail(Refusal):
    """`security_mail`"""

    problem: types.SecurityMailProblem

class SeriesBegun(Refusal):
    """`series_begun`"""

    problem: types.SeriesBegunProblem

class ServiceNotOffered(Refusal):
    """`service_not_offered`"""

    problem: types.ServiceNotOfferedProblem

class SessionRevoked(Refusal):
    """`session_revoked`"""

    problem: types.SessionRevokedProblem

class ShowSecondFactor(Refusal):
    """`show_second_factor`"""

    problem: types.ShowSecondFactorProblem

class SignInRefused(Refusal):
    """`sign_in_refused`"""

    problem: types.SignInRefusedProblem

class SignsInAlready(Refusal):
    """`signs_in_already`"""

    problem: types.SignsInAlreadyProblem

class SkillNamedTwice(Refusal):
    """`skill_named_twice`"""

    problem: types.SkillNamedTwiceProblem

class SlotTaken(Refusal):
    """`slot_taken`"""

    problem: types.SlotTakenProblem

class SlotsFree(Refusal):
    """`slots_free`"""

    problem: types.SlotsFreeProblem

class TaskCancelled(Refusal):
    """`task_cancelled`"""

    problem: types.TaskCancelledProblem

class TasksOpen(Refusal):
    """`tasks_open`"""

    problem: types.TasksOpenProblem

class TaxRateTaken(Refusal):
    """`tax_rate_taken`"""

    problem: types.TaxRateTakenProblem

class TextMessageUnsigned(Refusal):
    """`text_message_unsigned`"""

    problem: types.TextMessageUnsignedProblem

class TextMessagesOff(Refusal):
    """`text_messages_off`"""

    problem: types.TextMessagesOffProblem

class Throttled(Refusal):
    """`throttled`"""

    problem: types.ThrottledProblem

class TimeOffBegun(Refusal):
    """`time_off_begun`"""

    problem: types.TimeOffBegunProblem

class TimeOffOverlaps(Refusal):
    """`time_off_overlaps`"""

    problem: types.TimeOffOverlapsProblem

class TimeOverlaps(Refusal):
    """`time_overlaps`"""

    problem: types.TimeOverlapsProblem

class TimerRunning(Refusal):
    """`timer_running`"""

    problem: types.TimerRunningProblem

class TokenExpired(Refusal):
    """`token_expired`"""

    problem: types.TokenExpiredProblem

class TokenInvalid(Refusal):
    """`token_invalid`"""

    problem: types.TokenInvalidProblem

class TooEarly(Refusal):
    """`too_early`"""

    problem: types.TooEarlyProblem

class TooLate(Refusal):
    """`too_late`"""

    problem: types.TooLateProblem

class TooLateToCorrect(Refusal):
    """`too_late_to_correct`"""

    problem: types.TooLateToCorrectProblem

class TooLong(Refusal):
    """`too_long`"""

    problem: types.TooLongProblem

class TooManyApiKeys(Refusal):
    """`too_many_api_keys`"""

    problem: types.TooManyApiKeysProblem

class TooManyAttempts(Refusal):
    """`too_many_attempts`"""

    problem: types.TooManyAttemptsProblem

class TooManyCodes(Refusal):
    """`too_many_codes`"""

    problem: types.TooManyCodesProblem

class TooManyDevices(Refusal):
    """`too_many_devices`"""

    problem: types.TooManyDevicesProblem

class TooManyExceptions(Refusal):
    """`too_many_exceptions`"""

    problem: types.TooManyExceptionsProblem

class TooManyFeeds(Refusal):
    """`too_many_feeds`"""

    problem: types.TooManyFeedsProblem

class TooManyHolds(Refusal):
    """`too_many_holds`"""

    problem: types.TooManyHoldsProblem

class TooManyLines(Refusal):
    """`too_many_lines`"""

    problem: types.TooManyLinesProblem

class TooManyOpen(Refusal):
    """`too_many_open`"""

    problem: types.TooManyOpenProblem

class TooManyParameters(Refusal):
    """`too_many_parameters`"""

    problem: types.TooManyParametersProblem

class TooManyPasskeys(Refusal):
    """`too_many_passkeys`"""

    problem: types.TooManyPasskeysProblem

class TooManyPixels(Refusal):
    """`too_many_pixels`"""

    problem: types.TooManyPixelsProblem

class TooManyRows(Refusal):
    """`too_many_rows`"""

    problem: types.TooManyRowsProblem

class TooManySeries(Refusal):
    """`too_many_series`"""

    problem: types.TooManySeriesProblem

class TooManyThatDay(Refusal):
    """`too_many_that_day`"""

    problem: types.TooManyThatDayProblem

class TooManyWaiting(Refusal):
    """`too_many_waiting`"""

    problem: types.TooManyWaitingProblem

class TooManyWeeks(Refusal):
    """`too_many_weeks`"""

    problem: types.TooManyWeeksProblem

class TooMuchTimeOff(Refusal):
    """`too_much_time_off`"""

    problem: types.TooMuchTimeOffProblem

class TransferCodeOver(Refusal):
    """`transfer_code_over`"""

    problem: types.TransferCodeOverProblem

class UnreadableFile(Refusal):
    """`unreadable_file`"""

    problem: types.UnreadableFileProblem

class Unskilled(Refusal):
    """`unskilled`"""

    problem: types.UnskilledProblem

class UnsupportedMediaType(Refusal):
    """`unsupported_media_type`"""

    problem: types.UnsupportedMediaTypeProblem

class UpstreamRefused(Refusal):
    """`upstream_refused`"""

    problem: types.UpstreamRefusedProblem

class UpstreamUnavailable(Refusal):
    """`upstream_unavailable`"""

    problem: types.UpstreamUnavailableProblem

class VehicleInUse(Refusal):
    """`vehicle_in_use`"""

    problem: types.VehicleInUseProblem

class VehicleStillInUse(Refusal):
    """`vehicle_still_in_use`"""

    problem: types.VehicleStillInUseProblem

class VehicleTaken(Refusal):
    """`vehicle_taken`"""

    problem: types.VehicleTakenProblem

class VinCheckDigit(Refusal):
    """`vin_check_digit`"""

    problem: types.VinCheckDigitProblem

class VinTaken(Refusal):
    """`vin_taken`"""

    problem: types.VinTakenProblem

class WebhookInvalid(Refusal):
    """`webhook_invalid`"""

    problem: types.WebhookInvalidProblem

class WebhookOff(Refusal):
    """`webhook_off`"""

    problem: types.WebhookOffProblem

class WordingReplaced(Refusal):
    """`wording_replaced`"""

    problem: types.WordingReplacedProblem

class WorkBegun(Refusal):
    """`work_begun`"""

    problem: types.WorkBegunProblem

class WorkedOnIt(Refusal):
    """`worked_on_it`"""

    problem: types.WorkedOnItProblem

class WorkingHoursOverlap(Refusal):
    """`working_hours_overlap`"""

    problem: types.WorkingHoursOverlapProblem

class WrongColumns(Refusal):
    """`wrong_columns`"""

    problem: types.WrongColumnsProblem
