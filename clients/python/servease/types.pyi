"""Written by scripts/clients.sh from the document of all routes."""

from __future__ import annotations

from typing import Any, Literal, NotRequired, TypeAlias, TypedDict

class AcceptInvitationRequest(TypedDict):
    code: str
    password: str

class AcceptOfferRequest(TypedDict):
    start: str

class AcceptTransferRequest(TypedDict):
    code: str

AccountRole: TypeAlias = Literal["customer", "employee", "admin"]

class ActiveContentProblem(TypedDict):
    type: str
    title: str
    status: int
    detail: str
    code: Literal["active_content"]
    request_id: str

class AddBayRequest(TypedDict):
    name: str
    kind: str
    is_active: NotRequired[bool]
    location_id: NotRequired[str]

class AddBlockRequest(TypedDict):
    bay_id: NotRequired[str]
    equipment_id: NotRequired[str]
    start: str
    end: str
    reason: str

class AddClosureRequest(TypedDict):
    start: str
    end: str
    reason: str
    location_id: NotRequired[str]

class AddCustomerRequest(TypedDict):
    first_name: str
    last_name: NotRequired[str]
    email: NotRequired[str]
    phone: NotRequired[str]

class AddEquipmentRequest(TypedDict):
    name: str
    kind: str
    is_active: NotRequired[bool]
    location_id: NotRequired[str]

class Hour(TypedDict):
    amount: str
    currency: str

class AddLabourCostRequest(TypedDict):
    hour: Hour
    location_id: NotRequired[str]
    valid_from: str

class AddLendableRequest(TypedDict):
    name: str
    kind: str
    note: NotRequired[str]
    is_active: NotRequired[bool]
    location_id: NotRequired[str]

class UnitPrice(TypedDict):
    amount: str
    currency: str

class AddLocationRequest(TypedDict):
    name: str
    time_zone: str
    address: NotRequired[str]
    phone: NotRequired[str]
    country: NotRequired[str]
    region: NotRequired[str]
    is_active: NotRequired[bool]

class AddServicePlanRequest(TypedDict):
    every_km: NotRequired[int | None]
    every_months: NotRequired[int | None]
    due_soon_km: NotRequired[int]
    due_soon_days: NotRequired[int]
    name: str
    make: NotRequired[str]
    model: NotRequired[str]
    is_active: NotRequired[bool]
    service_type: str

class Price(TypedDict):
    amount: str
    currency: str

class AddTaskRequest(TypedDict):
    title: str
    assignee_id: NotRequired[str | None]
    estimated_minutes: int

class AddTaxRateRequest(TypedDict):
    name: str
    percent: str
    code: str
    valid_from: str

class Address(TypedDict):
    street: NotRequired[str]
    postal_code: NotRequired[str]
    city: NotRequired[str]
    country: NotRequired[str]

AddressChannel: TypeAlias = Literal["email", "sms"]

class AddressRefusedProblem(TypedDict):
    type: str
    title: str
    status: int
    detail: str
    code: Literal["address_refused"]
    request_id: str

class AddressRequest(TypedDict):
    street: NotRequired[str]
    postal_code: NotRequired[str]
    city: NotRequired[str]
    country: NotRequired[str]

class AddressUnverifiedProblem(TypedDict):
    type: str
    title: str
    status: int
    detail: str
    code: Literal["address_unverified"]
    request_id: str

AgreementDecision: TypeAlias = Literal["authorised", "declined", "deferred"]

class AgreementForStaff(TypedDict):
    id: str
    line_id: str
    decision: AgreementDecision
    revision: int
    digest: str
    actor_id: str | None
    guest_link_id: str | None
    cap_id: str | None
    on_behalf: bool
    note: str
    at: str
    voided_at: str | None
    address: str
    user_agent: str

class AlreadyDecidedProblem(TypedDict):
    type: str
    title: str
    status: int
    detail: str
    code: Literal["already_decided"]
    request_id: str
    decision: str

class AlreadyWaitingProblem(TypedDict):
    type: str
    title: str
    status: int
    detail: str
    code: Literal["already_waiting"]
    request_id: str

class AnotherAdminNeededProblem(TypedDict):
    type: str
    title: str
    status: int
    detail: str
    code: Literal["another_admin_needed"]
    request_id: str

class ApiKeyInvalidProblem(TypedDict):
    type: str
    title: str
    status: int
    detail: str
    code: Literal["api_key_invalid"]
    request_id: str

class AppointmentOverProblem(TypedDict):
    type: str
    title: str
    status: int
    detail: str
    code: Literal["appointment_over"]
    request_id: str
    current_status: str

AppointmentStatus: TypeAlias = Literal[
    "pending", "confirmed", "checked_in", "in_progress", "completed", "cancelled", "no_show", "expired"
]

class AssignAppointmentRequest(TypedDict):
    employee_id: str
    position: NotRequired[int]

AssignmentReason: TypeAlias = Literal["preferred", "least_busy", "only_one", "reassigned"]

class AtTwoLocationsProblem(TypedDict):
    type: str
    title: str
    status: int
    detail: str
    code: Literal["at_two_locations"]
    request_id: str
    date: str

class Attempt(TypedDict):
    at: str
    milliseconds: int
    status_code: int | None
    error: str

AttentionReason: TypeAlias = Literal[
    "location_inactive",
    "closed",
    "not_offered_then",
    "bay_out_of_use",
    "bay_unsuitable",
    "equipment_out_of_use",
    "equipment_unsuitable",
    "technician_gone",
    "technician_unskilled",
    "technician_not_at_work",
    "lendable_out_of_use",
    "lendable_unsuitable",
]

class Authenticator(TypedDict):
    created_at: str
    last_used_at: str

class AuthenticatorEnrolment(TypedDict):
    secret: str
    otpauth_url: str

class AuthenticatorUnreadableProblem(TypedDict):
    type: str
    title: str
    status: int
    detail: str
    code: Literal["authenticator_unreadable"]
    request_id: str

class BadRequestProblem(TypedDict):
    type: str
    title: str
    status: int
    detail: str
    code: Literal["bad_request"]
    request_id: str

class BankAccount(TypedDict):
    account_holder: str
    iban: str
    bic: str
    bank_name: str
    account_number: str
    routing_number: str

BasisKind: TypeAlias = Literal["readings", "date", "none"]

class Bay(TypedDict):
    id: str
    location_id: str
    name: str
    kind: str
    is_active: bool
    created_at: str

class BayPage(TypedDict):
    next: str | None
    previous: str | None
    results: list[Bay]

class BaySummary(TypedDict):
    id: str
    name: str

City: TypeAlias = str

class BeginCheckoutRequest(TypedDict):
    return_url: str

class BeginPasskeySecondFactorRequest(TypedDict):
    mfa_token: str

class Block(TypedDict):
    id: str
    location_id: str
    bay_id: str | None
    equipment_id: str | None
    start: str
    end: str
    reason: str
    created_at: str

class BlockPage(TypedDict):
    next: str | None
    previous: str | None
    results: list[Block]

class BoardBay(TypedDict):
    id: str
    name: str

BoardStage: TypeAlias = Literal["new", "estimate", "in_progress", "on_hold", "quality_check", "ready"]

class BoardTechnician(TypedDict):
    id: str
    name: str

class BoardVehicle(TypedDict):
    id: str
    make: str
    model: str
    plate: str

Service: TypeAlias = str

class BookAppointmentRequest(TypedDict):
    lend: NotRequired[str]
    lent_until: NotRequired[str]
    service_type: NotRequired[str]
    services: NotRequired[list[Service]]
    at_once: NotRequired[bool]
    vehicle_id: str
    start: str
    location_id: NotRequired[str]
    hold_id: NotRequired[str]
    notes: NotRequired[str]
    preferred_technician_id: NotRequired[str]
    override_reason: NotRequired[str]

BroadcastStatus: TypeAlias = Literal["planning", "planned", "cancelled"]

class BusyProblem(TypedDict):
    type: str
    title: str
    status: int
    detail: str
    code: Literal["busy"]
    request_id: str

class BuyerRequest(TypedDict):
    name: str
    company: NotRequired[str]
    street: NotRequired[str]
    postal_code: NotRequired[str]
    city: NotRequired[str]
    country: NotRequired[str]
    email: NotRequired[str]
    vat_id: NotRequired[str]

class CancelAppointmentRequest(TypedDict):
    reason: NotRequired[str]

CancelSeriesRequest = TypedDict(
    "CancelSeriesRequest",
    {
        "reason": NotRequired[str],
        "from": NotRequired[str],
    },
)

class Cap1(TypedDict):
    amount: str
    currency: str

class Cap(TypedDict):
    id: str
    cap: Cap1
    actor_id: str
    on_behalf: bool
    note: str
    withdrawn_at: str | None
    created_at: str

class CapPage(TypedDict):
    next: str | None
    previous: str | None
    results: list[Cap]

class CatalogueCodeTakenProblem(TypedDict):
    type: str
    title: str
    status: int
    detail: str
    code: Literal["catalogue_code_taken"]
    request_id: str

class ChangeAppointmentRequest(TypedDict):
    notes: NotRequired[str]

class ChangeBayRequest(TypedDict):
    name: NotRequired[str]
    kind: NotRequired[str]
    is_active: NotRequired[bool]

class ChangeEmployeeRequest(TypedDict):
    phone: NotRequired[str]
    job_title: NotRequired[str]
    is_technician: NotRequired[bool]

class ChangeEquipmentRequest(TypedDict):
    name: NotRequired[str]
    kind: NotRequired[str]
    is_active: NotRequired[bool]

class ChangeEstimateRequest(TypedDict):
    discount_percent: NotRequired[str]

class ChangeInvoiceSeriesRequest(TypedDict):
    prefix: NotRequired[str]
    first_number: NotRequired[int]

class ChangeJobRequest(TypedDict):
    title: NotRequired[str]
    concern: NotRequired[str]
    cause: NotRequired[str]
    correction: NotRequired[str]

class ChangeLabourCostRequest(TypedDict):
    hour: NotRequired[Hour]

class ChangeLendableRequest(TypedDict):
    name: NotRequired[str]
    kind: NotRequired[str]
    note: NotRequired[str]
    is_active: NotRequired[bool]

class ChangeLineRequest(TypedDict):
    description: NotRequired[str]
    quantity: NotRequired[str]
    unit_price: NotRequired[UnitPrice]
    discount_percent: NotRequired[str]
    tax_rate: NotRequired[str]
    minutes: NotRequired[int]

class ChangeLocationRequest(TypedDict):
    name: NotRequired[str]
    time_zone: NotRequired[str]
    address: NotRequired[str]
    phone: NotRequired[str]
    country: NotRequired[str]
    region: NotRequired[str]
    is_active: NotRequired[bool]

class ChangeOwnAccountRequest(TypedDict):
    first_name: NotRequired[str]
    last_name: NotRequired[str]
    phone: NotRequired[str]

class ChangeOwnRecordRequest(TypedDict):
    phone: NotRequired[str]

class ChangePasskeyRequest(TypedDict):
    name: NotRequired[str]

class ChangePasswordRequest(TypedDict):
    current_password: str
    new_password: str

ReminderMinute: TypeAlias = int

class ChangePolicyRequest(TypedDict):
    lead_minutes: NotRequired[int]
    horizon_days: NotRequired[int]
    max_open_per_customer: NotRequired[int]
    max_per_day_per_customer: NotRequired[int | None]
    cancel_deadline_minutes: NotRequired[int]
    slot_step_minutes: NotRequired[int]
    reminder_minutes: NotRequired[list[ReminderMinute]]
    allow_vehicle_overlap: NotRequired[bool]
    deposit_percent: NotRequired[int]

class ChangeProjectRequest(TypedDict):
    title: NotRequired[str]
    concern: NotRequired[str]

class ChangeReminderRequest(TypedDict):
    every_km: NotRequired[int | None]
    every_months: NotRequired[int | None]
    due_soon_km: NotRequired[int]
    due_soon_days: NotRequired[int]
    title: NotRequired[str]
    last_done_on: NotRequired[str]
    last_done_km: NotRequired[int]

ChangeSeriesRequest = TypedDict(
    "ChangeSeriesRequest",
    {
        "starts_at": str,
        "from": NotRequired[str],
    },
)

class ChangeServicePlanRequest(TypedDict):
    every_km: NotRequired[int | None]
    every_months: NotRequired[int | None]
    due_soon_km: NotRequired[int]
    due_soon_days: NotRequired[int]
    name: NotRequired[str]
    make: NotRequired[str]
    model: NotRequired[str]
    is_active: NotRequired[bool]

class ChangeTaxRateRequest(TypedDict):
    name: NotRequired[str]
    percent: NotRequired[str]

class ChangeTextLanguageRequest(TypedDict):
    reviewed: NotRequired[bool]

class ChangeVehicleRequest(TypedDict):
    make: NotRequired[str]
    model: NotRequired[str]
    year: NotRequired[int]
    vin: NotRequired[str]
    plate: NotRequired[str]
    plate_country: NotRequired[str]
    color: NotRequired[str]
    odometer_km: NotRequired[int]
    vin_check_waived: NotRequired[bool]
    vin_check_reason: NotRequired[str]

class ChangeWorkPolicyRequest(TypedDict):
    small_work_minutes: NotRequired[int]
    checked_by_another: NotRequired[bool]
    paid_before_delivery: NotRequired[bool]
    payment_days: NotRequired[int]
    e_invoice: NotRequired[bool]

class Channel(TypedDict):
    on: bool
    may_change: bool

ChannelName: TypeAlias = Literal["email", "sms", "push"]

class Channels(TypedDict):
    email: Channel
    sms: Channel
    push: Channel

class CheckInAppointmentRequest(TypedDict):
    override_reason: NotRequired[str]

class Amount(TypedDict):
    amount: str
    currency: str

class Checkout(TypedDict):
    id: str
    url: str
    amount: Amount
    expires_at: str

class CheckoutOvertakenProblem(TypedDict):
    type: str
    title: str
    status: int
    detail: str
    code: Literal["checkout_overtaken"]
    request_id: str

class Closure(TypedDict):
    id: str
    location_id: str
    start: str
    end: str
    reason: str
    holiday: str | None
    created_at: str

class ClosurePage(TypedDict):
    next: str | None
    previous: str | None
    results: list[Closure]

class CodeTakenProblem(TypedDict):
    type: str
    title: str
    status: int
    detail: str
    code: Literal["code_taken"]
    request_id: str

class ComebackRate(TypedDict):
    employee_id: str
    done_projects: int
    comebacks: int
    rate_percent: str

Comebacks = TypedDict(
    "Comebacks",
    {
        "from": str,
        "to": str,
        "technicians": list[ComebackRate],
    },
)

class CompleteSecondFactorRequest(TypedDict):
    mfa_token: str
    code: str

class ConcernedMailRequest(TypedDict):
    address: str

class ConfirmAppointmentRequest(TypedDict):
    override_reason: NotRequired[str]

class ConfirmAuthenticatorRequest(TypedDict):
    code: str

class ConfirmPhoneRequest(TypedDict):
    code: str

class ConsentIsTheirsProblem(TypedDict):
    type: str
    title: str
    status: int
    detail: str
    code: Literal["consent_is_theirs"]
    request_id: str

ConsentPurpose: TypeAlias = Literal["marketing", "reminders", "sms"]

ConsentSource: TypeAlias = Literal[
    "web", "in_person", "telephone", "staff", "unsubscribe", "sms_stop", "earlier"
]

class Consents(TypedDict):
    marketing: bool
    reminders: bool
    sms: bool

ContactPreference: TypeAlias = Literal["email", "sms", "phone", "push"]

class ContentTooLargeProblem(TypedDict):
    type: str
    title: str
    status: int
    detail: str
    code: Literal["content_too_large"]
    request_id: str

class Conversation(TypedDict):
    id: str
    title: str
    created_at: str
    updated_at: str

class ConversationPage(TypedDict):
    next: str | None
    previous: str | None
    results: list[Conversation]

class CorrectedSegmentRequest(TypedDict):
    started_at: str
    ended_at: str

DateStatus: TypeAlias = Literal["planned", "booked", "refused", "cancelled"]

class DeadlinePassedProblem(TypedDict):
    type: str
    title: str
    status: int
    detail: str
    code: Literal["deadline_passed"]
    request_id: str
    deadline: str

class DecideRequest(TypedDict):
    revision: int
    note: NotRequired[str]

class DecodedVin(TypedDict):
    vin: str
    make: str
    region: str
    country: str
    model_year: int | None
    model_years: list[int]
    plant_code: str
    check_digit_is_right: bool

class DefaultLanguageProblem(TypedDict):
    type: str
    title: str
    status: int
    detail: str
    code: Literal["default_language"]
    request_id: str

class DeferredNoMoreProblem(TypedDict):
    type: str
    title: str
    status: int
    detail: str
    code: Literal["deferred_no_more"]
    request_id: str
    line_ids: list[str]

class Net(TypedDict):
    amount: str
    currency: str

class Tax(TypedDict):
    amount: str
    currency: str

DeliveryStatus: TypeAlias = Literal["waiting", "sent", "folded", "failed", "cancelled", "suppressed"]

class Deposit(TypedDict):
    amount: str
    currency: str
    received_at: str | None

class DepositRequiredProblem(TypedDict):
    type: str
    title: str
    status: int
    detail: str
    code: Literal["deposit_required"]
    request_id: str
    amount: str
    currency: str

class Device(TypedDict):
    id: str
    endpoint: str
    name: str
    last_used_at: str | None
    created_at: str

class DevicePage(TypedDict):
    next: str | None
    previous: str | None
    results: list[Device]

DigestRhythm: TypeAlias = Literal["off", "daily", "weekly"]

DocumentKind: TypeAlias = Literal["photo", "registration", "insurance", "inspection", "other"]

class DoneAheadProblem(TypedDict):
    type: str
    title: str
    status: int
    detail: str
    code: Literal["done_ahead"]
    request_id: str
    distance_km: int

class EInvoiceIncompleteProblem(TypedDict):
    type: str
    title: str
    status: int
    detail: str
    code: Literal["e_invoice_incomplete"]
    request_id: str
    missing: list[str]

class EmailNotVerifiedProblem(TypedDict):
    type: str
    title: str
    status: int
    detail: str
    code: Literal["email_not_verified"]
    request_id: str
    allowed: list[str]

class EmailRequest(TypedDict):
    email: str

class EmailTakenProblem(TypedDict):
    type: str
    title: str
    status: int
    detail: str
    code: Literal["email_taken"]
    request_id: str
    allowed: list[str]

class EmailUnverifiedProblem(TypedDict):
    type: str
    title: str
    status: int
    detail: str
    code: Literal["email_unverified"]
    request_id: str

class EmergencyContact(TypedDict):
    name: NotRequired[str]
    phone: NotRequired[str]

class EmergencyContactRequest(TypedDict):
    name: NotRequired[str]
    phone: NotRequired[str]

class Employee(TypedDict):
    id: str
    email: str
    first_name: str
    last_name: str
    phone: str
    job_title: str
    is_active: bool
    is_technician: bool
    created_at: str
    updated_at: str

class EmployeePage(TypedDict):
    next: str | None
    previous: str | None
    results: list[Employee]

class EnterStretchRequest(TypedDict):
    start: str
    end: str
    location_id: NotRequired[str]

class EnterTimeRequest(TypedDict):
    task_id: str
    started_at: str
    stopped_at: str
    note: NotRequired[str]

class EnterWorkingHoursRequest(TypedDict):
    start: str
    end: str
    location_id: NotRequired[str]
    weekday: int

class Equipment(TypedDict):
    id: str
    location_id: str
    name: str
    kind: str
    is_active: bool
    created_at: str

class EquipmentNameTakenProblem(TypedDict):
    type: str
    title: str
    status: int
    detail: str
    code: Literal["equipment_name_taken"]
    request_id: str

class EquipmentNeed(TypedDict):
    kind: str
    count: int

class EquipmentNeedRequest(TypedDict):
    kind: str
    count: int

class EquipmentPage(TypedDict):
    next: str | None
    previous: str | None
    results: list[Equipment]

class Total(TypedDict):
    amount: str
    currency: str

class Authorised(TypedDict):
    amount: str
    currency: str

class EstimateChangedProblem(TypedDict):
    type: str
    title: str
    status: int
    detail: str
    code: Literal["estimate_changed"]
    request_id: str
    revision: int
    sent_revision: NotRequired[int]

class EstimateClosedProblem(TypedDict):
    type: str
    title: str
    status: int
    detail: str
    code: Literal["estimate_closed"]
    request_id: str
    project_status: str

class EstimateEmptyProblem(TypedDict):
    type: str
    title: str
    status: int
    detail: str
    code: Literal["estimate_empty"]
    request_id: str

class EstimateNeededProblem(TypedDict):
    type: str
    title: str
    status: int
    detail: str
    code: Literal["estimate_needed"]
    request_id: str
    planned_minutes: int
    small_work_minutes: int

class ExpiresBeforeIssuedProblem(TypedDict):
    type: str
    title: str
    status: int
    detail: str
    code: Literal["expires_before_issued"]
    request_id: str

class ExtendAppointmentRequest(TypedDict):
    end: str
    reason: NotRequired[str]

class FactorReset(TypedDict):
    id: str
    account_id: str
    requested_by_id: str
    approved_by_id: str | None
    created_at: str
    expires_at: str
    approved_at: str | None

class FactorResetPage(TypedDict):
    next: str | None
    previous: str | None
    results: list[FactorReset]

FeedKind: TypeAlias = Literal["personal", "bay", "location"]

class FieldError(TypedDict):
    code: str
    field: str | None
    message: str

class Link(TypedDict):
    url: str
    expires_at: str

class File(TypedDict):
    id: str
    name: str
    media_type: str
    size_bytes: int
    link: Link

class FileTypeMismatchProblem(TypedDict):
    type: str
    title: str
    status: int
    detail: str
    code: Literal["file_type_mismatch"]
    request_id: str
    media_type: str

class FileTypeNotAcceptedProblem(TypedDict):
    type: str
    title: str
    status: int
    detail: str
    code: Literal["file_type_not_accepted"]
    request_id: str
    media_types: list[str]

class FollowsDocumentProblem(TypedDict):
    type: str
    title: str
    status: int
    detail: str
    code: Literal["follows_document"]
    request_id: str
    document_id: str

class FreeStart(TypedDict):
    capacity_left: int
    end: str
    service_type: str
    start: str

class GoneProblem(TypedDict):
    type: str
    title: str
    status: int
    detail: str
    code: Literal["gone"]
    request_id: str

Group: TypeAlias = Literal["technician", "foreman", "adviser", "office", "admin"]

class GuestLink(TypedDict):
    id: str
    expires_at: str
    revoked_at: str | None
    created_by: str
    created_at: str

class GuestLinkPage(TypedDict):
    next: str | None
    previous: str | None
    results: list[GuestLink]

class HeldForReminder(TypedDict):
    hold_id: str
    location_id: str
    service_type: str
    start: str
    end: str
    expires_at: str

class Hold(TypedDict):
    id: str
    location_id: str
    service_type: str
    services: list[str]
    at_once: bool
    start: str
    end: str
    employee_id: str
    assignment_reason: AssignmentReason | None
    expires_at: str

class HoldExpiredProblem(TypedDict):
    type: str
    title: str
    status: int
    detail: str
    code: Literal["hold_expired"]
    request_id: str

class HoldForDeferredWorkRequest(TypedDict):
    line_ids: list[str]
    start: NotRequired[str]
    not_before: NotRequired[str]
    location_id: NotRequired[str]
    service_type: str

class HoldForReminderRequest(TypedDict):
    start: NotRequired[str]
    not_before: NotRequired[str]
    location_id: NotRequired[str]

class HoldMismatchProblem(TypedDict):
    type: str
    title: str
    status: int
    detail: str
    code: Literal["hold_mismatch"]
    request_id: str
    service_type: str
    services: list[str]
    at_once: bool
    start: str
    location_id: str

class HoldPage(TypedDict):
    next: str | None
    previous: str | None
    results: list[Hold]

class HoldSlotRequest(TypedDict):
    service_type: NotRequired[str]
    services: NotRequired[list[Service]]
    at_once: NotRequired[bool]
    start: str
    location_id: NotRequired[str]
    preferred_technician_id: NotRequired[str]

class IdempotencyKeyReusedProblem(TypedDict):
    type: str
    title: str
    status: int
    detail: str
    code: Literal["idempotency_key_reused"]
    request_id: str

class Identity(TypedDict):
    id: str
    provider: str
    email: str
    created_at: str

class IdentityPage(TypedDict):
    next: str | None
    previous: str | None
    results: list[Identity]

class IdentityTakenProblem(TypedDict):
    type: str
    title: str
    status: int
    detail: str
    code: Literal["identity_taken"]
    request_id: str
    allowed: list[str]

class IllegalTransitionProblem(TypedDict):
    type: str
    title: str
    status: int
    detail: str
    code: Literal["illegal_transition"]
    request_id: str
    current_status: str
    allowed: list[str]

class Error(TypedDict):
    row: int
    field: str
    code: str
    message: str

ImportKind: TypeAlias = Literal["vehicles", "readings", "services"]

class InsufficientScopeProblem(TypedDict):
    type: str
    title: str
    status: int
    detail: str
    code: Literal["insufficient_scope"]
    request_id: str

class InsufficientUserAuthenticationProblem(TypedDict):
    type: str
    title: str
    status: int
    detail: str
    code: Literal["insufficient_user_authentication"]
    request_id: str

class InvalidCredentialsProblem(TypedDict):
    type: str
    title: str
    status: int
    detail: str
    code: Literal["invalid_credentials"]
    request_id: str

class InvalidProblem(TypedDict):
    type: str
    title: str
    status: int
    detail: str
    code: Literal["invalid"]
    request_id: str
    errors: list[FieldError]
    more_errors: NotRequired[int]

InviteEmployeeRole: TypeAlias = Literal["employee", "admin"]

class Balance(TypedDict):
    amount: str
    currency: str

InvoiceKind: TypeAlias = Literal["invoice", "credit_note"]

class InvoiceSeries(TypedDict):
    id: str
    location_id: str | None
    kind: InvoiceKind
    prefix: str
    first_number: int
    next_number: int
    created_at: str

class InvoiceSeriesPage(TypedDict):
    next: str | None
    previous: str | None
    results: list[InvoiceSeries]

InvoiceStatus: TypeAlias = Literal["open", "paid", "written_off", "void", "issued"]

class InvoiceWithContent(TypedDict):
    id: str
    project_id: str
    customer_id: str
    kind: InvoiceKind
    name: str
    series_id: str
    number: int
    status: InvoiceStatus
    credits_id: str | None
    credit_note_id: str | None
    issued_on: str
    due_on: str
    net: Net
    tax: Tax
    total: Total
    balance: Balance
    reason: str
    created_at: str
    content: dict[str, Any]

class IssueInvoiceRequest(TypedDict):
    buyer: NotRequired[BuyerRequest]

class Job(TypedDict):
    id: str
    position: int
    title: str
    concern: str
    cause: str
    correction: str

class JobPage(TypedDict):
    next: str | None
    previous: str | None
    results: list[Job]

Weekday: TypeAlias = int

class JoinWaitlistRequest(TypedDict):
    vehicle_id: str
    service_type: str
    location_id: NotRequired[str]
    starts_from: str
    starts_before: str
    weekdays: NotRequired[list[Weekday]]
    time_from: NotRequired[str]
    time_to: NotRequired[str]
    notes: NotRequired[str]

class KindOfYours(TypedDict):
    kind: str
    title: str
    channels: Channels

class LabourCost(TypedDict):
    id: str
    location_id: str
    hour: Hour
    valid_from: str
    created_at: str

class LabourCostPage(TypedDict):
    next: str | None
    previous: str | None
    results: list[LabourCost]

class LabourCostTakenProblem(TypedDict):
    type: str
    title: str
    status: int
    detail: str
    code: Literal["labour_cost_taken"]
    request_id: str

Language: TypeAlias = Literal["de", "en"]

Languages: TypeAlias = Literal["en", "de", "es", "fr"]

class LastAdminProblem(TypedDict):
    type: str
    title: str
    status: int
    detail: str
    code: Literal["last_admin"]
    request_id: str
    allowed: list[str]

LeftReason: TypeAlias = Literal["no_slot", "vehicle_is_here", "no_longer_hit"]

class LendUntilRequest(TypedDict):
    lent_until: str

class Lendable(TypedDict):
    id: str
    location_id: str
    name: str
    kind: str
    note: str
    is_active: bool
    created_at: str

class LendableNameTakenProblem(TypedDict):
    type: str
    title: str
    status: int
    detail: str
    code: Literal["lendable_name_taken"]
    request_id: str

class LendablePage(TypedDict):
    next: str | None
    previous: str | None
    results: list[Lendable]

class LentToAnotherProblem(TypedDict):
    type: str
    title: str
    status: int
    detail: str
    code: Literal["lent_to_another"]
    request_id: str
    start: str
    appointment_id: NotRequired[str]

class UnitCost(TypedDict):
    amount: str
    currency: str

class LineCost(TypedDict):
    line_id: str
    unit_cost: UnitCost | None

LineDecision: TypeAlias = Literal["pending", "authorised", "declined", "deferred"]

LineKind: TypeAlias = Literal["labour", "part", "fee"]

class LinesUndecidedProblem(TypedDict):
    type: str
    title: str
    status: int
    detail: str
    code: Literal["lines_undecided"]
    request_id: str
    undecided_lines: int

class LinkExpiredProblem(TypedDict):
    type: str
    title: str
    status: int
    detail: str
    code: Literal["link_expired"]
    request_id: str

class LinkOverProblem(TypedDict):
    type: str
    title: str
    status: int
    detail: str
    code: Literal["link_over"]
    request_id: str

class LinkRequiredProblem(TypedDict):
    type: str
    title: str
    status: int
    detail: str
    code: Literal["link_required"]
    request_id: str
    allowed: list[str]

class Loan(TypedDict):
    lendable_id: str
    kind: str
    name: str
    ends: str
    returned_at: str | None

class Location(TypedDict):
    id: str
    name: str
    time_zone: str
    address: str
    phone: str
    country: str
    region: str
    is_active: bool
    created_at: str

class LocationNameTakenProblem(TypedDict):
    type: str
    title: str
    status: int
    detail: str
    code: Literal["location_name_taken"]
    request_id: str

class LocationPage(TypedDict):
    next: str | None
    previous: str | None
    results: list[Location]

class MailEventUnsignedProblem(TypedDict):
    type: str
    title: str
    status: int
    detail: str
    code: Literal["mail_event_unsigned"]
    request_id: str

class MailedCodeRequest(TypedDict):
    code: str

class MakeGuestLinkRequest(TypedDict):
    days: NotRequired[int]

class MakeReminderRequest(TypedDict):
    every_km: NotRequired[int | None]
    every_months: NotRequired[int | None]
    due_soon_km: NotRequired[int]
    due_soon_days: NotRequired[int]
    title: NotRequired[str]
    last_done_on: NotRequired[str]
    last_done_km: NotRequired[int]
    plan_id: NotRequired[str]
    service_type: NotRequired[str]

MessageAuthor: TypeAlias = Literal["person", "assistant"]

MfaRequired: TypeAlias = Literal[True]

class MfaTokenInvalidProblem(TypedDict):
    type: str
    title: str
    status: int
    detail: str
    code: Literal["mfa_token_invalid"]
    request_id: str

class Money(TypedDict):
    amount: str
    currency: str

class MoveBookingsRequest(TypedDict):
    after: NotRequired[str]

class NameTakenProblem(TypedDict):
    type: str
    title: str
    status: int
    detail: str
    code: Literal["name_taken"]
    request_id: str

class NamedInvoice(TypedDict):
    id: str
    name: str

class NeedsNoAttentionProblem(TypedDict):
    type: str
    title: str
    status: int
    detail: str
    code: Literal["needs_no_attention"]
    request_id: str
    needs_attention: list[str]

class NewFeed(TypedDict):
    id: str
    kind: FeedKind
    bay_id: str | None
    location_id: str | None
    name: str
    created_at: str
    url: str

class NewGuestLink(TypedDict):
    id: str
    expires_at: str
    url: str
    page: str

class NewPasskeyOptions(TypedDict):
    ceremony_id: str
    expires_at: str
    options: dict[str, Any]

NewsAudience: TypeAlias = Literal["customer", "staff", "everybody"]

NewsConsent: TypeAlias = Literal["reminders", "marketing"]

NextDueBy: TypeAlias = Literal["date", "distance"]

class NoDepositProblem(TypedDict):
    type: str
    title: str
    status: int
    detail: str
    code: Literal["no_deposit"]
    request_id: str

class NoLoginProblem(TypedDict):
    type: str
    title: str
    status: int
    detail: str
    code: Literal["no_login"]
    request_id: str

class NoPasskeyProblem(TypedDict):
    type: str
    title: str
    status: int
    detail: str
    code: Literal["no_passkey"]
    request_id: str

class NoPasswordProblem(TypedDict):
    type: str
    title: str
    status: int
    detail: str
    code: Literal["no_password"]
    request_id: str

class NoPhoneProblem(TypedDict):
    type: str
    title: str
    status: int
    detail: str
    code: Literal["no_phone"]
    request_id: str

class NoPushKeysProblem(TypedDict):
    type: str
    title: str
    status: int
    detail: str
    code: Literal["no_push_keys"]
    request_id: str

class NoSecondFactorProblem(TypedDict):
    type: str
    title: str
    status: int
    detail: str
    code: Literal["no_second_factor"]
    request_id: str

class NoServiceProblem(TypedDict):
    type: str
    title: str
    status: int
    detail: str
    code: Literal["no_service"]
    request_id: str

class NoWorkOrderYetProblem(TypedDict):
    type: str
    title: str
    status: int
    detail: str
    code: Literal["no_work_order_yet"]
    request_id: str

class NotAcceptableProblem(TypedDict):
    type: str
    title: str
    status: int
    detail: str
    code: Literal["not_acceptable"]
    request_id: str

class NotActiveProblem(TypedDict):
    type: str
    title: str
    status: int
    detail: str
    code: Literal["not_active"]
    request_id: str

class NotAssignedProblem(TypedDict):
    type: str
    title: str
    status: int
    detail: str
    code: Literal["not_assigned"]
    request_id: str

class NotAtWorkProblem(TypedDict):
    type: str
    title: str
    status: int
    detail: str
    code: Literal["not_at_work"]
    request_id: str

class NotAuthenticatedProblem(TypedDict):
    type: str
    title: str
    status: int
    detail: str
    code: Literal["not_authenticated"]
    request_id: str

class NotAuthorisedProblem(TypedDict):
    type: str
    title: str
    status: int
    detail: str
    code: Literal["not_authorised"]
    request_id: str

class NotCsvProblem(TypedDict):
    type: str
    title: str
    status: int
    detail: str
    code: Literal["not_csv"]
    request_id: str
    row: int

class NotFoundProblem(TypedDict):
    type: str
    title: str
    status: int
    detail: str
    code: Literal["not_found"]
    request_id: str

class NotInvoiceableProblem(TypedDict):
    type: str
    title: str
    status: int
    detail: str
    code: Literal["not_invoiceable"]
    request_id: str
    project_status: str

class NotInvoicedProblem(TypedDict):
    type: str
    title: str
    status: int
    detail: str
    code: Literal["not_invoiced"]
    request_id: str

class NotLaterProblem(TypedDict):
    type: str
    title: str
    status: int
    detail: str
    code: Literal["not_later"]
    request_id: str
    earliest: str

class NotPayableOnlineProblem(TypedDict):
    type: str
    title: str
    status: int
    detail: str
    code: Literal["not_payable_online"]
    request_id: str
    currency: str

class NotSettledProblem(TypedDict):
    type: str
    title: str
    status: int
    detail: str
    code: Literal["not_settled"]
    request_id: str
    balance: Money

class NotTheAuthorProblem(TypedDict):
    type: str
    title: str
    status: int
    detail: str
    code: Literal["not_the_author"]
    request_id: str

class NotVoidableProblem(TypedDict):
    type: str
    title: str
    status: int
    detail: str
    code: Literal["not_voidable"]
    request_id: str
    invoice_status: str

NoteConsentSource: TypeAlias = Literal["in_person", "telephone"]

class NothingFreeProblem(TypedDict):
    type: str
    title: str
    status: int
    detail: str
    code: Literal["nothing_free"]
    request_id: str
    first: str
    last: str
    service_type: str

class NothingLentProblem(TypedDict):
    type: str
    title: str
    status: int
    detail: str
    code: Literal["nothing_lent"]
    request_id: str

class NothingOwedProblem(TypedDict):
    type: str
    title: str
    status: int
    detail: str
    code: Literal["nothing_owed"]
    request_id: str
    invoice_status: str

class NothingToConfirmProblem(TypedDict):
    type: str
    title: str
    status: int
    detail: str
    code: Literal["nothing_to_confirm"]
    request_id: str

class NothingToInvoiceProblem(TypedDict):
    type: str
    title: str
    status: int
    detail: str
    code: Literal["nothing_to_invoice"]
    request_id: str

class NotificationCount(TypedDict):
    count: int

class Obstacle(TypedDict):
    end: str
    expires_at: str | None
    id: str | None
    resource: Literal["bay", "equipment", "lendable", "technician", "vehicle"]
    resource_id: str
    start: str
    state: Literal["blocked", "booked", "held", "offered"]

class OdometerRollbackProblem(TypedDict):
    type: str
    title: str
    status: int
    detail: str
    code: Literal["odometer_rollback"]
    request_id: str
    least_km: int
    most_km: NotRequired[int]

class Offer(TypedDict):
    capacity_left: int
    end: str
    service_type: str
    start: str

class OfferExpiredProblem(TypedDict):
    type: str
    title: str
    status: int
    detail: str
    code: Literal["offer_expired"]
    request_id: str

class OnlinePaymentUnavailableProblem(TypedDict):
    type: str
    title: str
    status: int
    detail: str
    code: Literal["online_payment_unavailable"]
    request_id: str

class OnlyWayInProblem(TypedDict):
    type: str
    title: str
    status: int
    detail: str
    code: Literal["only_way_in"]
    request_id: str
    allowed: list[str]

class OpenTask(TypedDict):
    id: str
    status: str
    title: str

class OpeningPeriod(TypedDict):
    opens: str
    closes: str
    weekday: int

class OpeningPeriodRequest(TypedDict):
    opens: str
    closes: str
    weekday: int

class OtherAddressProblem(TypedDict):
    type: str
    title: str
    status: int
    detail: str
    code: Literal["other_address"]
    request_id: str
    allowed: list[str]

class OverBalanceProblem(TypedDict):
    type: str
    title: str
    status: int
    detail: str
    code: Literal["over_balance"]
    request_id: str
    payable: str
    currency: str

class OverRefundProblem(TypedDict):
    type: str
    title: str
    status: int
    detail: str
    code: Literal["over_refund"]
    request_id: str
    refundable: str
    currency: str

class OverlappingProblem(TypedDict):
    type: str
    title: str
    status: int
    detail: str
    code: Literal["overlapping"]
    request_id: str

class OwnHoldProblem(TypedDict):
    type: str
    title: str
    status: int
    detail: str
    code: Literal["own_hold"]
    request_id: str
    hold_id: str
    alternatives: list[Offer]

class OwnSecondFactorsProblem(TypedDict):
    type: str
    title: str
    status: int
    detail: str
    code: Literal["own_second_factors"]
    request_id: str

class OwnTimeOffProblem(TypedDict):
    type: str
    title: str
    status: int
    detail: str
    code: Literal["own_time_off"]
    request_id: str

class Ownership(TypedDict):
    vehicle_id: str
    owner_id: str
    since: str
    sees_from: str | None

class ParseErrorProblem(TypedDict):
    type: str
    title: str
    status: int
    detail: str
    code: Literal["parse_error"]
    request_id: str

class Passkey(TypedDict):
    id: str
    name: str
    backed_up: bool
    last_used_at: str | None
    copy_suspected_at: str | None
    created_at: str

class PasskeyOptions(TypedDict):
    ceremony_id: str
    expires_at: str
    options: dict[str, Any]

class PasskeyPage(TypedDict):
    next: str | None
    previous: str | None
    results: list[Passkey]

class PasskeyRefusedProblem(TypedDict):
    type: str
    title: str
    status: int
    detail: str
    code: Literal["passkey_refused"]
    request_id: str

class PasskeySecondFactorRequest(TypedDict):
    ceremony_id: str
    credential: dict[str, Any]
    mfa_token: str

class PasskeySignInRequest(TypedDict):
    ceremony_id: str
    credential: dict[str, Any]
    device_token: NotRequired[str]

class PasskeyStepUpRequest(TypedDict):
    ceremony_id: str
    credential: dict[str, Any]

class PasskeyTakenProblem(TypedDict):
    type: str
    title: str
    status: int
    detail: str
    code: Literal["passkey_taken"]
    request_id: str

class PasskeysOffProblem(TypedDict):
    type: str
    title: str
    status: int
    detail: str
    code: Literal["passkeys_off"]
    request_id: str

PaymentKind: TypeAlias = Literal["payment", "refund", "write_off"]

PaymentMethod: TypeAlias = Literal["cash", "card", "transfer", "online", "deposit"]

class PaymentUnderWayProblem(TypedDict):
    type: str
    title: str
    status: int
    detail: str
    code: Literal["payment_under_way"]
    request_id: str

class PeopleCount(TypedDict):
    people: int

class Period(TypedDict):
    opens: str
    closes: str

class PeriodRequest(TypedDict):
    opens: str
    closes: str

Permission: TypeAlias = Literal[
    "assign_work",
    "approve_time",
    "see_cost",
    "take_payment",
    "override_policy",
    "manage_people",
    "manage_calendar",
]

class PermissionDeniedProblem(TypedDict):
    type: str
    title: str
    status: int
    detail: str
    code: Literal["permission_denied"]
    request_id: str

class PermissionInWords(TypedDict):
    permission: Permission
    allows: str

class PhoneVerifiedProblem(TypedDict):
    type: str
    title: str
    status: int
    detail: str
    code: Literal["phone_verified"]
    request_id: str

class PlanNameTakenProblem(TypedDict):
    type: str
    title: str
    status: int
    detail: str
    code: Literal["plan_name_taken"]
    request_id: str

class PlateTakenProblem(TypedDict):
    type: str
    title: str
    status: int
    detail: str
    code: Literal["plate_taken"]
    request_id: str

class Policy(TypedDict):
    lead_minutes: int
    horizon_days: int
    max_open_per_customer: int
    max_per_day_per_customer: int | None
    cancel_deadline_minutes: int
    slot_step_minutes: int
    reminder_minutes: list[int]
    allow_vehicle_overlap: bool
    deposit_percent: int

class PostalAddress(TypedDict):
    street: str
    postal_code: str
    city: str
    region: str
    country: str

class PreconditionFailedProblem(TypedDict):
    type: str
    title: str
    status: int
    detail: str
    code: Literal["precondition_failed"]
    request_id: str

class PrefixTakenProblem(TypedDict):
    type: str
    title: str
    status: int
    detail: str
    code: Literal["prefix_taken"]
    request_id: str

class Preview(TypedDict):
    values: dict[str, Any]
    title: str
    body: str
    action: str
    text: str
    html: str

class Previews(TypedDict):
    results: list[Preview]

class Problem(TypedDict):
    type: str
    title: str
    status: int
    detail: str
    code: str
    request_id: str

class LabourCost1(TypedDict):
    amount: str
    currency: str

class BoughtCost(TypedDict):
    amount: str
    currency: str

class Profit1(TypedDict):
    amount: str
    currency: str

class ProfitFigures(TypedDict):
    net: Net
    sold_hours: str
    logged_seconds: int
    labour_cost: LabourCost1
    bought_cost: BoughtCost
    profit: Profit1
    margin_percent: str | None
    uncosted_seconds: int
    uncosted_lines: int

class ProfitOfJob(TypedDict):
    net: Net
    sold_hours: str
    logged_seconds: int
    labour_cost: LabourCost1
    bought_cost: BoughtCost
    profit: Profit1
    margin_percent: str | None
    uncosted_seconds: int
    uncosted_lines: int
    job_id: str
    title: str

class Progress(TypedDict):
    planned: int
    waiting: int
    sent: int
    failed: int
    not_sent: int

ProjectKind: TypeAlias = Literal["service", "modification"]

class ProjectNotOpenProblem(TypedDict):
    type: str
    title: str
    status: int
    detail: str
    code: Literal["project_not_open"]
    request_id: str
    project_status: str

class ProjectOverProblem(TypedDict):
    type: str
    title: str
    status: int
    detail: str
    code: Literal["project_over"]
    request_id: str
    project_status: str

ProjectStatus: TypeAlias = Literal[
    "requested",
    "approved",
    "rejected",
    "estimate",
    "authorised",
    "in_progress",
    "on_hold",
    "quality_check",
    "ready",
    "delivered",
    "closed",
    "cancelled",
]

class Provider(TypedDict):
    name: str
    title: str

class ProviderEventRequest(TypedDict):
    type: str
    data: dict[str, Any]

class ProviderSignInRequest(TypedDict):
    code: str
    code_verifier: str

class Providers(TypedDict):
    providers: list[Provider]

class PublicHoliday(TypedDict):
    date: str
    name: str
    is_taken_over: bool

class PublicHolidays(TypedDict):
    location_id: str
    country: str
    region: str
    results: list[PublicHoliday]

class PushKey(TypedDict):
    key: str

class PushKeysRequest(TypedDict):
    p256dh: str
    auth: str

class PushOffProblem(TypedDict):
    type: str
    title: str
    status: int
    detail: str
    code: Literal["push_off"]
    request_id: str

QuietHours = TypedDict(
    "QuietHours",
    {
        "from": str,
        "until": str,
    },
)

QuietHoursRequest = TypedDict(
    "QuietHoursRequest",
    {
        "from": str,
        "until": str,
    },
)

class QuotaReachedProblem(TypedDict):
    type: str
    title: str
    status: int
    detail: str
    code: Literal["quota_reached"]
    request_id: str
    used_files: int
    most_files: int
    used_bytes: int
    most_bytes: int

class RateLimitedProblem(TypedDict):
    type: str
    title: str
    status: int
    detail: str
    code: Literal["rate_limited"]
    request_id: str

class ReadyAlreadyProblem(TypedDict):
    type: str
    title: str
    status: int
    detail: str
    code: Literal["ready_already"]
    request_id: str
    project_status: str

class RecoveryCodes(TypedDict):
    recovery_codes: list[str]

class RefreshInProgressProblem(TypedDict):
    type: str
    title: str
    status: int
    detail: str
    code: Literal["refresh_in_progress"]
    request_id: str

class RefreshTokenRequest(TypedDict):
    refresh: str

class RefundRefusedProblem(TypedDict):
    type: str
    title: str
    status: int
    detail: str
    code: Literal["refund_refused"]
    request_id: str
    reason: NotRequired[str]

class RefundRequest(TypedDict):
    amount: Amount
    reason: str

class RegisterAccountRequest(TypedDict):
    email: str
    password: str
    first_name: str
    last_name: str
    phone: NotRequired[str]
    role: NotRequired[Any]

class RegisterPasskeyRequest(TypedDict):
    ceremony_id: str
    credential: dict[str, Any]
    name: NotRequired[str]

class RegisterVehicleRequest(TypedDict):
    make: str
    model: str
    year: int
    vin: NotRequired[str]
    plate: NotRequired[str]
    plate_country: NotRequired[str]
    color: NotRequired[str]
    odometer_km: NotRequired[int]
    vin_check_waived: NotRequired[bool]
    vin_check_reason: NotRequired[str]
    owner_id: NotRequired[str]

class RegisteredPasskey(TypedDict):
    passkey: Passkey
    recovery_codes: list[str]

class RejectTimeOffRequest(TypedDict):
    reason: NotRequired[str]

class ReminderExistsProblem(TypedDict):
    type: str
    title: str
    status: int
    detail: str
    code: Literal["reminder_exists"]
    request_id: str

ReminderStatus: TypeAlias = Literal["scheduled", "due_soon", "due"]

class ReplaceBankAccountRequest(TypedDict):
    account_holder: NotRequired[str]
    iban: NotRequired[str]
    bic: NotRequired[str]
    bank_name: NotRequired[str]
    account_number: NotRequired[str]
    routing_number: NotRequired[str]

class ReplaceLogoRequest(TypedDict):
    file: tuple[str, bytes]

class ReplaceOpeningDayRequest(TypedDict):
    name: NotRequired[str]
    periods: list[PeriodRequest]

class ReplacePostalAddressRequest(TypedDict):
    street: str
    postal_code: NotRequired[str]
    city: str
    region: NotRequired[str]
    country: str

class ReplaceTemplateRequest(TypedDict):
    title: str
    body: str
    action: NotRequired[str]

class ReplaceWorkingDayRequest(TypedDict):
    working_hours: list[EnterStretchRequest]

class ReplaceWorkingWeekRequest(TypedDict):
    working_hours: list[EnterWorkingHoursRequest]
    valid_from: NotRequired[str]

ReplyRequest = TypedDict(
    "ReplyRequest",
    {
        "to": str,
        "from": str,
        "message_id": str,
        "text": str,
        "auto_submitted": NotRequired[str],
    },
)

class RequestTimeOffRequest(TypedDict):
    start: str
    end: str
    note: NotRequired[str]

class RescheduleAppointmentRequest(TypedDict):
    start: str
    reason: NotRequired[str]
    override_reason: NotRequired[str]

class ResetOverProblem(TypedDict):
    type: str
    title: str
    status: int
    detail: str
    code: Literal["reset_over"]
    request_id: str

class ResetPasswordRequest(TypedDict):
    code: str
    password: str

class ResetWaitsProblem(TypedDict):
    type: str
    title: str
    status: int
    detail: str
    code: Literal["reset_waits"]
    request_id: str
    factor_reset_id: str

class Resource(TypedDict):
    type: str
    id: str

class RotaTechnician(TypedDict):
    id: str
    name: str

class SameEmailProblem(TypedDict):
    type: str
    title: str
    status: int
    detail: str
    code: Literal["same_email"]
    request_id: str

Scopes: TypeAlias = Literal[
    "appointments:read",
    "appointments:write",
    "auth:read",
    "chatbot:read",
    "chatbot:write",
    "customers:read",
    "customers:write",
    "employees:read",
    "employees:write",
    "notifications:read",
    "notifications:write",
    "projects:read",
    "projects:write",
    "users:read",
    "users:write",
    "vehicles:read",
    "vehicles:write",
]

SecondFactor: TypeAlias = Literal["totp", "passkey"]

class SecondFactorRequiredProblem(TypedDict):
    type: str
    title: str
    status: int
    detail: str
    code: Literal["second_factor_required"]
    request_id: str

class SecondFactors(TypedDict):
    has_password: bool
    second_factors: list[SecondFactor]
    totp: Authenticator | None
    recovery_codes_left: int
    enrolment_required: bool

class SecurityMailProblem(TypedDict):
    type: str
    title: str
    status: int
    detail: str
    code: Literal["security_mail"]
    request_id: str
    news_kind: str

class SendInvitationRequest(TypedDict):
    email: NotRequired[str]

class SendMessageRequest(TypedDict):
    content: str

class SeriesBegunProblem(TypedDict):
    type: str
    title: str
    status: int
    detail: str
    code: Literal["series_begun"]
    request_id: str

SeriesFrequency: TypeAlias = Literal["daily", "weekly", "monthly"]

SeriesOutcome: TypeAlias = Literal["changed", "cancelled", "refused", "left"]

class SeriesSummary(TypedDict):
    id: str
    customer_id: str
    made_by: str
    vehicle_id: str
    location_id: str
    service_type: str
    services: list[str]
    at_once: bool
    notes: str
    time_zone: str
    starts_on: str
    starts_at: str
    frequency: SeriesFrequency
    interval: int
    until: str | None
    count: int | None
    exceptions: list[str]
    created_at: str

class SeriesSummaryPage(TypedDict):
    next: str | None
    previous: str | None
    results: list[SeriesSummary]

class ServiceNotOfferedProblem(TypedDict):
    type: str
    title: str
    status: int
    detail: str
    code: Literal["service_not_offered"]
    request_id: str
    service_type: str
    location: str

class ServicePlan(TypedDict):
    id: str
    name: str
    service_type: str
    every_km: int | None
    every_months: int | None
    due_soon_km: int
    due_soon_days: int
    make: str
    model: str
    is_active: bool
    created_at: str
    updated_at: str

class ServicePlanPage(TypedDict):
    next: str | None
    previous: str | None
    results: list[ServicePlan]

class ServiceType(TypedDict):
    id: str
    location_id: str
    code: str
    name: str
    duration_minutes: int
    buffer_before_minutes: int
    buffer_minutes: int
    price: Price
    required_skill: str
    bay_kind: str
    equipment: list[EquipmentNeed]
    hours: list[OpeningPeriod]
    is_active: bool
    created_at: str

class ServiceTypePage(TypedDict):
    next: str | None
    previous: str | None
    results: list[ServiceType]

class Session(TypedDict):
    id: str
    device: str
    address: str
    user_agent: str
    second_factor: SecondFactor | Literal[""]
    current: bool
    created_at: str
    authenticated_at: str
    last_used_at: str
    expires_at: str

class SessionPage(TypedDict):
    next: str | None
    previous: str | None
    results: list[Session]

class SessionRevokedProblem(TypedDict):
    type: str
    title: str
    status: int
    detail: str
    code: Literal["session_revoked"]
    request_id: str

class Cap2(TypedDict):
    amount: str
    currency: str

class SetCapRequest(TypedDict):
    cap: Cap2
    note: NotRequired[str]

class SetLineCostRequest(TypedDict):
    unit_cost: UnitCost

class ShowSecondFactorProblem(TypedDict):
    type: str
    title: str
    status: int
    detail: str
    code: Literal["show_second_factor"]
    request_id: str
    methods: list[str]

class SignInByProviderRequest(TypedDict):
    code: str
    code_verifier: str
    device_token: NotRequired[str]

class SignInRefusedProblem(TypedDict):
    type: str
    title: str
    status: int
    detail: str
    code: Literal["sign_in_refused"]
    request_id: str

class SignInRequest(TypedDict):
    email: str
    password: str
    device_token: NotRequired[str]

class SigningKey(TypedDict):
    kty: str
    use: str
    alg: str
    kid: str
    n: str
    e: str

class SignsInAlreadyProblem(TypedDict):
    type: str
    title: str
    status: int
    detail: str
    code: Literal["signs_in_already"]
    request_id: str

class Skill(TypedDict):
    code: str
    certificate: NotRequired[str]
    certificate_number: NotRequired[str]
    issuer: NotRequired[str]
    issued_on: NotRequired[str | None]
    expires_on: NotRequired[str | None]

class SkillInAnHour(TypedDict):
    skill: str
    needed_minutes: int
    needed_technicians: int
    at_work_minutes: int
    available_minutes: int
    gap_minutes: int
    gap_technicians: int
    at_work: list[str]

class SkillNamedTwiceProblem(TypedDict):
    type: str
    title: str
    status: int
    detail: str
    code: Literal["skill_named_twice"]
    request_id: str

class SkillRequest(TypedDict):
    code: str
    certificate: NotRequired[str]
    certificate_number: NotRequired[str]
    issuer: NotRequired[str]
    issued_on: NotRequired[str | None]
    expires_on: NotRequired[str | None]

class Slot(TypedDict):
    start: str
    end: str
    service_type: str
    capacity_left: int

class SlotTakenProblem(TypedDict):
    type: str
    title: str
    status: int
    detail: str
    code: Literal["slot_taken"]
    request_id: str
    alternatives: list[Offer]

class SlotsFreeProblem(TypedDict):
    type: str
    title: str
    status: int
    detail: str
    code: Literal["slots_free"]
    request_id: str
    alternatives: list[FreeStart]

class SoldService(TypedDict):
    service_type: str
    name: str
    duration_minutes: int
    price: Price
    start: str
    end: str
    bay_id: str
    employee_id: str

class StartConversationRequest(TypedDict):
    title: NotRequired[str]

class StartTimerRequest(TypedDict):
    task_id: str

class StepUpRequest(TypedDict):
    password: NotRequired[str]
    code: NotRequired[str]

class StopAddressRequest(TypedDict):
    channel: AddressChannel
    address: str

StopReason: TypeAlias = Literal["bounced", "complained", "stopped"]

class StoppedAddress(TypedDict):
    id: str
    channel: AddressChannel
    address: str
    reason: StopReason
    created_at: str

class StoppedAddressPage(TypedDict):
    next: str | None
    previous: str | None
    results: list[StoppedAddress]

class Stretch(TypedDict):
    start: str
    end: str
    location_id: str

class Sum(TypedDict):
    amount: str
    currency: str

class SupersededSegment(TypedDict):
    started_at: str
    ended_at: str

class SwitchRequest(TypedDict):
    on: bool

class SwitchesRequest(TypedDict):
    email: NotRequired[SwitchRequest]
    sms: NotRequired[SwitchRequest]
    push: NotRequired[SwitchRequest]

class TakeOverPublicHolidaysRequest(TypedDict):
    location_id: NotRequired[str]
    dates: NotRequired[list[str]]
    all: NotRequired[bool]
    year: NotRequired[int]

TakePaymentMethod: TypeAlias = Literal["cash", "card", "transfer"]

class TakePaymentRequest(TypedDict):
    amount: Amount
    method: TakePaymentMethod
    received_at: NotRequired[str]
    reference: NotRequired[str]

class TakeUpRequest(TypedDict):
    line_ids: list[str]

class TaskCancelledProblem(TypedDict):
    type: str
    title: str
    status: int
    detail: str
    code: Literal["task_cancelled"]
    request_id: str

TaskStatus: TypeAlias = Literal["todo", "in_progress", "done", "cancelled"]

class TasksOpenProblem(TypedDict):
    type: str
    title: str
    status: int
    detail: str
    code: Literal["tasks_open"]
    request_id: str
    tasks: list[OpenTask]

class TaxRate(TypedDict):
    id: str
    code: str
    name: str
    percent: str
    valid_from: str
    created_at: str

class TaxRatePage(TypedDict):
    next: str | None
    previous: str | None
    results: list[TaxRate]

class TaxRateTakenProblem(TypedDict):
    type: str
    title: str
    status: int
    detail: str
    code: Literal["tax_rate_taken"]
    request_id: str

class TemplateLanguage(TypedDict):
    language: str
    version: int
    is_built_in: bool

class TemplateVersion(TypedDict):
    version: int
    is_built_in: bool
    title: str
    body: str
    action: str
    changed_by: str
    created_at: str

class TemplateVersionPage(TypedDict):
    next: str | None
    previous: str | None
    results: list[TemplateVersion]

class TextLanguage(TypedDict):
    code: str
    name: str
    is_default: bool
    reviewed: bool
    reviewed_by: str | None
    changed_at: str | None

class TextLanguages(TypedDict):
    results: list[TextLanguage]

TextMessageRequest = TypedDict(
    "TextMessageRequest",
    {
        "from": str,
        "text": str,
    },
)

class TextMessageUnsignedProblem(TypedDict):
    type: str
    title: str
    status: int
    detail: str
    code: Literal["text_message_unsigned"]
    request_id: str

class TextMessagesOffProblem(TypedDict):
    type: str
    title: str
    status: int
    detail: str
    code: Literal["text_messages_off"]
    request_id: str

Theme: TypeAlias = Literal["system", "light", "dark"]

class ThrottledProblem(TypedDict):
    type: str
    title: str
    status: int
    detail: str
    code: Literal["throttled"]
    request_id: str

TimeLogSource: TypeAlias = Literal["timer", "manual"]

TimeLogStatus: TypeAlias = Literal["running", "paused", "stopped"]

class TimeOffBegunProblem(TypedDict):
    type: str
    title: str
    status: int
    detail: str
    code: Literal["time_off_begun"]
    request_id: str
    start: str

class TimeOffOverlapsProblem(TypedDict):
    type: str
    title: str
    status: int
    detail: str
    code: Literal["time_off_overlaps"]
    request_id: str

TimeOffStatus: TypeAlias = Literal["pending", "approved", "rejected", "cancelled"]

class TimeOverlapsProblem(TypedDict):
    type: str
    title: str
    status: int
    detail: str
    code: Literal["time_overlaps"]
    request_id: str

class TimeSegment(TypedDict):
    started_at: str
    ended_at: str | None

TimerEnd: TypeAlias = Literal["project_not_open", "task_cancelled", "task_unassigned", "employee_inactive"]

class TimerRunningProblem(TypedDict):
    type: str
    title: str
    status: int
    detail: str
    code: Literal["timer_running"]
    request_id: str
    time_log_id: str

class TokenExpiredProblem(TypedDict):
    type: str
    title: str
    status: int
    detail: str
    code: Literal["token_expired"]
    request_id: str

class TokenInvalidProblem(TypedDict):
    type: str
    title: str
    status: int
    detail: str
    code: Literal["token_invalid"]
    request_id: str

class TokenPair(TypedDict):
    access: str
    refresh: str

class TooEarlyProblem(TypedDict):
    type: str
    title: str
    status: int
    detail: str
    code: Literal["too_early"]
    request_id: str
    day: NotRequired[str]
    start: NotRequired[str]

class TooLateProblem(TypedDict):
    type: str
    title: str
    status: int
    detail: str
    code: Literal["too_late"]
    request_id: str
    day: str

class TooLateToCorrectProblem(TypedDict):
    type: str
    title: str
    status: int
    detail: str
    code: Literal["too_late_to_correct"]
    request_id: str
    deadline: str

class TooLongProblem(TypedDict):
    type: str
    title: str
    status: int
    detail: str
    code: Literal["too_long"]
    request_id: str
    latest: str

class TooManyApiKeysProblem(TypedDict):
    type: str
    title: str
    status: int
    detail: str
    code: Literal["too_many_api_keys"]
    request_id: str

class TooManyAttemptsProblem(TypedDict):
    type: str
    title: str
    status: int
    detail: str
    code: Literal["too_many_attempts"]
    request_id: str

class TooManyCodesProblem(TypedDict):
    type: str
    title: str
    status: int
    detail: str
    code: Literal["too_many_codes"]
    request_id: str

class TooManyDevicesProblem(TypedDict):
    type: str
    title: str
    status: int
    detail: str
    code: Literal["too_many_devices"]
    request_id: str
    limit: int

class TooManyExceptionsProblem(TypedDict):
    type: str
    title: str
    status: int
    detail: str
    code: Literal["too_many_exceptions"]
    request_id: str
    most: int

class TooManyFeedsProblem(TypedDict):
    type: str
    title: str
    status: int
    detail: str
    code: Literal["too_many_feeds"]
    request_id: str
    limit: int

class TooManyHoldsProblem(TypedDict):
    type: str
    title: str
    status: int
    detail: str
    code: Literal["too_many_holds"]
    request_id: str
    limit: int

class TooManyLinesProblem(TypedDict):
    type: str
    title: str
    status: int
    detail: str
    code: Literal["too_many_lines"]
    request_id: str
    limit: int

class TooManyOpenProblem(TypedDict):
    type: str
    title: str
    status: int
    detail: str
    code: Literal["too_many_open"]
    request_id: str
    limit: int

class TooManyParametersProblem(TypedDict):
    type: str
    title: str
    status: int
    detail: str
    code: Literal["too_many_parameters"]
    request_id: str

class TooManyPasskeysProblem(TypedDict):
    type: str
    title: str
    status: int
    detail: str
    code: Literal["too_many_passkeys"]
    request_id: str
    limit: int

class TooManyPixelsProblem(TypedDict):
    type: str
    title: str
    status: int
    detail: str
    code: Literal["too_many_pixels"]
    request_id: str
    most_megapixels: int

class TooManyRowsProblem(TypedDict):
    type: str
    title: str
    status: int
    detail: str
    code: Literal["too_many_rows"]
    request_id: str
    most_rows: int

class TooManySeriesProblem(TypedDict):
    type: str
    title: str
    status: int
    detail: str
    code: Literal["too_many_series"]
    request_id: str
    limit: int

class TooManyThatDayProblem(TypedDict):
    type: str
    title: str
    status: int
    detail: str
    code: Literal["too_many_that_day"]
    request_id: str
    limit: int
    day: str

class TooManyWaitingProblem(TypedDict):
    type: str
    title: str
    status: int
    detail: str
    code: Literal["too_many_waiting"]
    request_id: str
    limit: int

class TooManyWeeksProblem(TypedDict):
    type: str
    title: str
    status: int
    detail: str
    code: Literal["too_many_weeks"]
    request_id: str
    most: int

class TooMuchTimeOffProblem(TypedDict):
    type: str
    title: str
    status: int
    detail: str
    code: Literal["too_much_time_off"]
    request_id: str
    most: int

class TransferCode(TypedDict):
    code: str
    expires_at: str

class TransferCodeOverProblem(TypedDict):
    type: str
    title: str
    status: int
    detail: str
    code: Literal["transfer_code_over"]
    request_id: str

class TransferVehicleRequest(TypedDict):
    owner_id: str
    shares_history: NotRequired[bool]

TriedBookingOutcome: TypeAlias = Literal["moved", "left"]

Type: TypeAlias = Literal["mail.bounced", "mail.complained"]

UnbookableReason: TypeAlias = Literal[
    "closed",
    "between_slots",
    "beyond_horizon",
    "too_soon",
    "no_bay",
    "no_skilled_technician",
    "no_equipment",
    "nothing_to_lend",
    "lent_too_long",
    "not_offered_then",
    "full",
]

Unit: TypeAlias = Literal["km", "mi"]

class UnreadableFileProblem(TypedDict):
    type: str
    title: str
    status: int
    detail: str
    code: Literal["unreadable_file"]
    request_id: str

class UnskilledProblem(TypedDict):
    type: str
    title: str
    status: int
    detail: str
    code: Literal["unskilled"]
    request_id: str
    required_skill: str

class UnsupportedMediaTypeProblem(TypedDict):
    type: str
    title: str
    status: int
    detail: str
    code: Literal["unsupported_media_type"]
    request_id: str

class UpstreamRefusedProblem(TypedDict):
    type: str
    title: str
    status: int
    detail: str
    code: Literal["upstream_refused"]
    request_id: str
    service: str

class UpstreamUnavailableProblem(TypedDict):
    type: str
    title: str
    status: int
    detail: str
    code: Literal["upstream_unavailable"]
    request_id: str
    service: str

class Use(TypedDict):
    taken_minutes: int
    available_minutes: int
    used_percent: int | None

class UserCard(TypedDict):
    id: str
    display_name: str
    avatar_url: str
    role: str

class Variable(TypedDict):
    name: str
    example: str
    may_lack: bool

class Vehicle(TypedDict):
    id: str
    owner_id: str
    make: str
    model: str
    year: int
    vin: str
    vin_check_reason: str
    plate: str
    plate_country: str
    color: str
    odometer_km: int
    distance_km: int
    created_at: str
    updated_at: str

class VehicleInUseProblem(TypedDict):
    type: str
    title: str
    status: int
    detail: str
    code: Literal["vehicle_in_use"]
    request_id: str
    appointments: list[str]
    projects: list[str]

class VehiclePage(TypedDict):
    next: str | None
    previous: str | None
    results: list[Vehicle]

class VehicleStillInUseProblem(TypedDict):
    type: str
    title: str
    status: int
    detail: str
    code: Literal["vehicle_still_in_use"]
    request_id: str

class VehicleTakenProblem(TypedDict):
    type: str
    title: str
    status: int
    detail: str
    code: Literal["vehicle_taken"]
    request_id: str
    alternatives: list[Offer]
    appointment_id: NotRequired[str]
    start: NotRequired[str]
    end: NotRequired[str]

class VinCheckDigitProblem(TypedDict):
    type: str
    title: str
    status: int
    detail: str
    code: Literal["vin_check_digit"]
    request_id: str

class VinTakenProblem(TypedDict):
    type: str
    title: str
    status: int
    detail: str
    code: Literal["vin_taken"]
    request_id: str

Visibility: TypeAlias = Literal["customer", "internal"]

class VoidInvoiceRequest(TypedDict):
    reason: str

WaitlistEndReason: TypeAlias = Literal["range_over", "offers_passed", "vehicle_removed", "account_closed"]

WaitlistStatus: TypeAlias = Literal["waiting", "offered", "booked", "ended"]

WaitsFor: TypeAlias = Literal[
    "approval",
    "estimate",
    "decision",
    "planning",
    "technician",
    "start",
    "resumption",
    "submission",
    "check",
    "payment",
    "collection",
]

WebhookDeliveryStatus: TypeAlias = Literal["waiting", "delivered", "dead", "cancelled"]

WebhookEventType: TypeAlias = Literal[
    "appointment.booked",
    "appointment.confirmed",
    "appointment.rescheduled",
    "appointment.assigned",
    "appointment.cancelled",
    "appointment.expired",
    "appointment.no_show",
    "appointment.checked_in",
    "appointment.started",
    "appointment.extended",
    "appointment.completed",
    "project.created",
    "project.status_changed",
    "project.progressed",
    "project.eta_changed",
    "estimate.sent",
    "invoice.issued",
    "invoice.settled",
    "invoice.voided",
    "payment.received",
    "payment.refunded",
    "vehicle.registered",
    "vehicle.changed",
    "vehicle.transferred",
    "vehicle.removed",
]

class WebhookInvalidProblem(TypedDict):
    type: str
    title: str
    status: int
    detail: str
    code: Literal["webhook_invalid"]
    request_id: str

WebhookOff: TypeAlias = Literal["by_admin", "gone"]

class WebhookOffProblem(TypedDict):
    type: str
    title: str
    status: int
    detail: str
    code: Literal["webhook_off"]
    request_id: str

class WebhookWithSecret(TypedDict):
    id: str
    url: str
    description: str
    events: list[WebhookEventType]
    off: WebhookOff | Literal[""]
    previous_until: str | None
    created_at: str
    secret: str

class WordingReplacedProblem(TypedDict):
    type: str
    title: str
    status: int
    detail: str
    code: Literal["wording_replaced"]
    request_id: str
    current: str

class WordingRequest(TypedDict):
    version: str
    language: Language

class Words(TypedDict):
    marketing: str
    reminders: str
    sms: str

class WorkBegunProblem(TypedDict):
    type: str
    title: str
    status: int
    detail: str
    code: Literal["work_begun"]
    request_id: str

class WorkPolicy(TypedDict):
    small_work_minutes: int
    checked_by_another: bool
    paid_before_delivery: bool
    payment_days: int
    e_invoice: bool

class WorkedOnItProblem(TypedDict):
    type: str
    title: str
    status: int
    detail: str
    code: Literal["worked_on_it"]
    request_id: str

class WorkingDay(TypedDict):
    date: str
    working_hours: list[Stretch]
    is_exception: bool

class WorkingHours(TypedDict):
    start: str
    end: str
    location_id: str
    weekday: int

class WorkingHoursOverlapProblem(TypedDict):
    type: str
    title: str
    status: int
    detail: str
    code: Literal["working_hours_overlap"]
    request_id: str

class WriteOffRequest(TypedDict):
    reason: str

class WrongColumnsProblem(TypedDict):
    type: str
    title: str
    status: int
    detail: str
    code: Literal["wrong_columns"]
    request_id: str
    missing: list[str]
    unknown: list[str]
    required: list[str]
    optional: list[str]

class AcceptRequest(TypedDict):
    reason: str
    reasons: NotRequired[list[AttentionReason]]

class Account(TypedDict):
    id: str
    has_login: bool
    email: str
    first_name: str
    last_name: str
    phone: str
    role: AccountRole
    groups: list[Group]
    is_active: bool
    email_verified: bool
    phone_verified: bool
    second_factors: list[SecondFactor]
    invited_until: str | None
    created_at: str

class AccountPage(TypedDict):
    next: str | None
    previous: str | None
    results: list[Account]

class AddAttachmentRequest(TypedDict):
    file: tuple[str, bytes]
    caption: NotRequired[str]
    visibility: NotRequired[Visibility]

class AddCommentRequest(TypedDict):
    content: str
    visibility: NotRequired[Visibility]

class AddDeviceRequest(TypedDict):
    endpoint: str
    keys: PushKeysRequest
    name: NotRequired[str]

class AddDocumentRequest(TypedDict):
    file: tuple[str, bytes]
    kind: DocumentKind
    title: NotRequired[str]
    expires_on: NotRequired[str]

class AddFeedRequest(TypedDict):
    kind: FeedKind
    bay_id: NotRequired[str]
    location_id: NotRequired[str]
    name: NotRequired[str]

class AddInvoiceSeriesRequest(TypedDict):
    prefix: str
    first_number: NotRequired[int]
    location_id: NotRequired[str]
    kind: InvoiceKind

class AddLineRequest(TypedDict):
    description: str
    quantity: str
    unit_price: UnitPrice
    discount_percent: NotRequired[str]
    tax_rate: str
    minutes: NotRequired[int]
    kind: LineKind

class AddServiceTypeRequest(TypedDict):
    name: str
    duration_minutes: int
    buffer_before_minutes: NotRequired[int]
    buffer_minutes: NotRequired[int]
    price: Price
    required_skill: NotRequired[str]
    bay_kind: str
    equipment: NotRequired[list[EquipmentNeedRequest]]
    hours: NotRequired[list[OpeningPeriodRequest]]
    is_active: NotRequired[bool]
    code: str
    location_id: NotRequired[str]

class AddWebhookRequest(TypedDict):
    url: str
    events: list[WebhookEventType]
    description: NotRequired[str]

class Agreement(TypedDict):
    id: str
    line_id: str
    decision: AgreementDecision
    revision: int
    digest: str
    actor_id: str | None
    guest_link_id: str | None
    cap_id: str | None
    on_behalf: bool
    note: str
    at: str
    voided_at: str | None

AgreementForStaffOrAgreement: TypeAlias = AgreementForStaff | Agreement

class AgreementForStaffOrAgreementPage(TypedDict):
    next: str | None
    previous: str | None
    results: list[AgreementForStaffOrAgreement]

class AlreadyInvoicedProblem(TypedDict):
    type: str
    title: str
    status: int
    detail: str
    code: Literal["already_invoiced"]
    request_id: str
    invoice: NamedInvoice

class ApiKey(TypedDict):
    id: str
    name: str
    prefix: str
    scopes: list[Scopes]
    last_used_at: str | None
    expires_at: str | None
    created_at: str

class ApiKeyPage(TypedDict):
    next: str | None
    previous: str | None
    results: list[ApiKey]

class ApiKeyWithText(TypedDict):
    id: str
    name: str
    prefix: str
    scopes: list[Scopes]
    last_used_at: str | None
    expires_at: str | None
    created_at: str
    key: str

class Appointment(TypedDict):
    id: str
    customer_id: str
    booked_by: str | None
    vehicle_id: str
    location_id: str
    service_type: str
    start: str
    end: str
    time_zone: str
    status: AppointmentStatus
    bay: BaySummary
    employee_id: str
    assignment_reason: AssignmentReason | None
    project_id: str | None
    notes: str
    services: list[SoldService]
    lent: Loan | None
    deposit: Deposit | None
    needs_attention: list[AttentionReason] | None
    created_at: str

class AppointmentPage(TypedDict):
    next: str | None
    previous: str | None
    results: list[Appointment]

AppointmentTransition = TypedDict(
    "AppointmentTransition",
    {
        "from": AppointmentStatus | None,
        "to": AppointmentStatus,
        "actor_id": str,
        "reason": str,
        "reason_visibility": Visibility,
        "start": str,
        "at": str,
    },
)

class AppointmentTransitionPage(TypedDict):
    next: str | None
    previous: str | None
    results: list[AppointmentTransition]

class Attachment(TypedDict):
    id: str
    project_id: str
    author_id: str
    caption: str
    visibility: Visibility
    file: File
    created_at: str

class AttachmentPage(TypedDict):
    next: str | None
    previous: str | None
    results: list[Attachment]

class Awaited(TypedDict):
    what: WaitsFor
    title: str

Basis = TypedDict(
    "Basis",
    {
        "kind": BasisKind,
        "km_per_day": str | None,
        "from": str | None,
        "to": str | None,
        "readings": int,
    },
)

class BeginBroadcastRequest(TypedDict):
    languages: NotRequired[list[Languages]]
    cities: NotRequired[list[City]]
    customer_ids: NotRequired[list[str]]
    title: str
    body: str
    channels: NotRequired[list[ChannelName]]

class BeginImportRequest(TypedDict):
    file: tuple[str, bytes]
    kind: ImportKind
    dry_run: NotRequired[bool]

class BoardProject(TypedDict):
    id: str
    title: str
    status: ProjectStatus
    location_id: str
    time_zone: str
    vehicle: BoardVehicle
    bay: BoardBay | None
    technicians: list[BoardTechnician]
    progress_percent: int
    ready_at: str | None
    is_late: bool
    waits_for: Awaited | None

class Broadcast(TypedDict):
    id: str
    title: str
    body: str
    languages: list[Languages]
    cities: list[str]
    customer_ids: list[str]
    channels: list[ChannelName]
    status: BroadcastStatus
    people: int
    created_by: str
    created_at: str

class BroadcastPage(TypedDict):
    next: str | None
    previous: str | None
    results: list[Broadcast]

class BroadcastWithProgress(TypedDict):
    id: str
    title: str
    body: str
    languages: list[Languages]
    cities: list[str]
    customer_ids: list[str]
    channels: list[ChannelName]
    status: BroadcastStatus
    people: int
    created_by: str
    created_at: str
    progress: Progress

class CatalogueLine(TypedDict):
    kind: LineKind
    description: str
    quantity: str
    unit_price: UnitPrice
    discount_percent: str
    tax_rate: str
    minutes: int | None

class Challenged(TypedDict):
    mfa_required: MfaRequired
    mfa_token: str
    methods: list[SecondFactor]

class ChangeAccountRequest(TypedDict):
    role: NotRequired[AccountRole]
    groups: NotRequired[list[Group]]
    is_active: NotRequired[bool]

class ChangeCatalogueJobRequest(TypedDict):
    title: NotRequired[str]
    concern: NotRequired[str]
    is_active: NotRequired[bool]
    lines: NotRequired[list[AddLineRequest]]

class ChangeConsentsRequest(TypedDict):
    marketing: NotRequired[bool]
    reminders: NotRequired[bool]
    sms: NotRequired[bool]
    wording: NotRequired[WordingRequest]

class ChangeCustomerRequest(TypedDict):
    company: NotRequired[str]
    address: NotRequired[AddressRequest]
    emergency_contact: NotRequired[EmergencyContactRequest]
    contact_preference: NotRequired[ContactPreference]
    consents: NotRequired[ChangeConsentsRequest]

class ChangeDigestRequest(TypedDict):
    every: NotRequired[DigestRhythm]
    hour: NotRequired[int]
    weekday: NotRequired[int]

class ChangeDocumentRequest(TypedDict):
    kind: NotRequired[DocumentKind]
    title: NotRequired[str]
    expires_on: NotRequired[str | None]

class ChangeKindRequest(TypedDict):
    kind: str
    channels: SwitchesRequest

class ChangePreferencesRequest(TypedDict):
    quiet_hours: NotRequired[QuietHoursRequest | None]
    digest: NotRequired[ChangeDigestRequest]
    kinds: NotRequired[list[ChangeKindRequest]]

class ChangeProfileRequest(TypedDict):
    display_name: NotRequired[str]
    avatar_url: NotRequired[str]
    locale: NotRequired[str]
    time_zone: NotRequired[str]
    theme: NotRequired[Theme]
    preferences: NotRequired[dict[str, Any]]

class ChangeServiceTypeRequest(TypedDict):
    name: NotRequired[str]
    duration_minutes: NotRequired[int]
    buffer_before_minutes: NotRequired[int]
    buffer_minutes: NotRequired[int]
    price: NotRequired[Price]
    required_skill: NotRequired[str]
    bay_kind: NotRequired[str]
    equipment: NotRequired[list[EquipmentNeedRequest]]
    hours: NotRequired[list[OpeningPeriodRequest]]
    is_active: NotRequired[bool]

class ChangeTaskRequest(TypedDict):
    title: NotRequired[str]
    assignee_id: NotRequired[str | None]
    estimated_minutes: NotRequired[int]
    status: NotRequired[TaskStatus]

class ChangeWebhookRequest(TypedDict):
    url: NotRequired[str]
    events: NotRequired[list[WebhookEventType]]
    description: NotRequired[str]
    is_on: NotRequired[bool]

class Comment(TypedDict):
    id: str
    author_id: str
    content: str
    visibility: Visibility
    created_at: str

class CommentPage(TypedDict):
    next: str | None
    previous: str | None
    results: list[Comment]

class Consent(TypedDict):
    id: str
    purpose: ConsentPurpose
    granted: bool
    source: ConsentSource
    at: str
    by: str | None
    wording_version: str
    language: str
    words: str

class ConsentPage(TypedDict):
    next: str | None
    previous: str | None
    results: list[Consent]

class CorrectTimeLogRequest(TypedDict):
    segments: NotRequired[list[CorrectedSegmentRequest]]
    task_id: NotRequired[str]
    reason: str

class Correction(TypedDict):
    id: str
    corrected_by: str
    reason: str
    task_id: str
    task_title: str
    project_id: str
    duration_seconds: int
    segments: list[SupersededSegment]
    created_at: str

class CorrectionPage(TypedDict):
    next: str | None
    previous: str | None
    results: list[Correction]

class CountPeopleRequest(TypedDict):
    languages: NotRequired[list[Languages]]
    cities: NotRequired[list[City]]
    customer_ids: NotRequired[list[str]]

class CreateProjectRequest(TypedDict):
    title: str
    concern: NotRequired[str]
    vehicle_id: str
    kind: ProjectKind
    location_id: NotRequired[str]
    comeback_of: NotRequired[str]

class Customer(TypedDict):
    id: str
    has_login: bool
    email: str
    first_name: str
    last_name: str
    phone: str
    company: str
    address: Address
    emergency_contact: EmergencyContact
    contact_preference: ContactPreference
    consents: Consents
    is_active: bool
    created_at: str
    updated_at: str

class CustomerPage(TypedDict):
    next: str | None
    previous: str | None
    results: list[Customer]

class DateOutcome(TypedDict):
    outcome: SeriesOutcome
    date: str
    start: str
    status: DateStatus
    appointment_id: str | None
    code: str
    detail: str
    reason: str
    alternatives: list[Slot]

class DatedWeek(TypedDict):
    valid_from: str
    working_hours: list[WorkingHours]

class DayReasons(TypedDict):
    date: str
    codes: list[UnbookableReason]

class DeferredWork(TypedDict):
    id: str
    project_id: str
    job_id: str
    job_title: str
    kind: LineKind
    description: str
    quantity: str
    net: Net
    tax: Tax
    deferred_at: str | None
    wanted_at: str | None

class DeferredWorkPage(TypedDict):
    next: str | None
    previous: str | None
    results: list[DeferredWork]

class Delivery(TypedDict):
    id: str
    account_id: str
    kind: str
    channel: ChannelName
    about: str
    about_id: str | None
    status: DeliveryStatus
    due_at: str
    attempts: int
    sent_at: str | None
    error: str
    folded_into_id: str | None
    created_at: str

class DeliveryPage(TypedDict):
    next: str | None
    previous: str | None
    results: list[Delivery]

class Digest(TypedDict):
    every: DigestRhythm
    hour: int
    weekday: int

class Document(TypedDict):
    id: str
    vehicle_id: str
    kind: DocumentKind
    title: str
    expires_on: str | None
    file: File
    created_at: str
    updated_at: str

class DocumentPage(TypedDict):
    next: str | None
    previous: str | None
    results: list[Document]

class EmployeeSkills(TypedDict):
    skills: list[Skill]

class EmployeeSkillsRequest(TypedDict):
    skills: list[SkillRequest]

class ExceptionalDay(TypedDict):
    date: str
    working_hours: list[Stretch]

class ExceptionalOpening(TypedDict):
    location_id: str
    date: str
    name: str
    periods: list[Period]
    created_at: str

class ExceptionalOpeningPage(TypedDict):
    next: str | None
    previous: str | None
    results: list[ExceptionalOpening]

class Feed(TypedDict):
    id: str
    kind: FeedKind
    bay_id: str | None
    location_id: str | None
    name: str
    created_at: str

class FeedPage(TypedDict):
    next: str | None
    previous: str | None
    results: list[Feed]

class FigureOfADate(TypedDict):
    bookings: int
    cancelled: int
    came: int
    no_shows: int
    no_show_percent: int | None
    lead_minutes: int | None
    revenue: list[Sum]
    bays: Use
    technicians: Use
    date: str

class FigureOfALocation(TypedDict):
    bookings: int
    cancelled: int
    came: int
    no_shows: int
    no_show_percent: int | None
    lead_minutes: int | None
    revenue: list[Sum]
    bays: Use
    technicians: Use
    location_id: str

class FigureOfAServiceType(TypedDict):
    bookings: int
    cancelled: int
    came: int
    no_shows: int
    no_show_percent: int | None
    lead_minutes: int | None
    revenue: list[Sum]
    bays: Use
    technicians: Use
    location_id: str
    service_type: str

Figures = TypedDict(
    "Figures",
    {
        "bookings": int,
        "cancelled": int,
        "came": int,
        "no_shows": int,
        "no_show_percent": int | None,
        "lead_minutes": int | None,
        "revenue": list[Sum],
        "bays": Use,
        "technicians": Use,
        "from": str,
        "to": str,
        "by_date": list[FigureOfADate],
        "by_location": list[FigureOfALocation],
        "by_service_type": list[FigureOfAServiceType],
    },
)

class FreeSlots(TypedDict):
    time_zone: str
    results: list[Slot]
    reasons: NotRequired[list[DayReasons]]

class GroupInWords(TypedDict):
    group: Group
    role: AccountRole
    permissions: list[PermissionInWords]

class Groups(TypedDict):
    groups: list[GroupInWords]

class HistoryEntry(TypedDict):
    kind: ProjectKind
    title: str
    created_at: str
    delivered_at: str | None
    odometer_km: int | None
    yours: bool
    project_id: str | None

class HistoryEntryPage(TypedDict):
    next: str | None
    previous: str | None
    results: list[HistoryEntry]

class Import(TypedDict):
    id: str
    kind: ImportKind
    dry_run: bool
    rows: int
    created: int
    unchanged: int
    failed: int
    errors: list[Error]
    created_at: str
    finished_at: str | None

class ImportPage(TypedDict):
    next: str | None
    previous: str | None
    results: list[Import]

class InTheWayProblem(TypedDict):
    type: str
    title: str
    status: int
    detail: str
    code: Literal["in_the_way"]
    request_id: str
    in_the_way: list[Obstacle]

class InviteEmployeeRequest(TypedDict):
    email: str
    first_name: str
    last_name: NotRequired[str]
    phone: NotRequired[str]
    role: InviteEmployeeRole
    groups: NotRequired[list[Group]]

class Invoice(TypedDict):
    id: str
    project_id: str
    customer_id: str
    kind: InvoiceKind
    name: str
    series_id: str
    number: int
    status: InvoiceStatus
    credits_id: str | None
    credit_note_id: str | None
    issued_on: str
    due_on: str
    net: Net
    tax: Tax
    total: Total
    balance: Balance
    reason: str
    created_at: str

class InvoicePage(TypedDict):
    next: str | None
    previous: str | None
    results: list[Invoice]

class KeySet(TypedDict):
    keys: list[SigningKey]

class Kind(TypedDict):
    kind: str
    title: str
    about: str
    audience: NewsAudience
    urgent: bool
    security: bool
    consent: NewsConsent | Literal[""]
    languages: list[TemplateLanguage]

class Kinds(TypedDict):
    results: list[Kind]

class Line(TypedDict):
    id: str
    position: int
    kind: LineKind
    description: str
    quantity: str
    unit_price: UnitPrice
    discount_percent: str
    tax_rate: str
    tax_percent: str
    net: Net
    tax: Tax
    decision: LineDecision

class LinePage(TypedDict):
    next: str | None
    previous: str | None
    results: list[Line]

class ListedOdometerReading(TypedDict):
    id: str
    value: int
    unit: Unit
    km: int
    distance_km: int
    read_at: str
    exchanged: bool
    reason: str
    voided_at: str | None
    created_at: str

class ListedOdometerReadingPage(TypedDict):
    next: str | None
    previous: str | None
    results: list[ListedOdometerReading]

class LocationIdentity(TypedDict):
    legal_name: str
    address: PostalAddress
    tax_id: str
    vat_id: str
    bank: BankAccount
    email: str
    website: str
    invoice_footer: str
    currency: str
    logo: File | None

class MailEventRequest(TypedDict):
    type: Type
    timestamp: str
    data: ConcernedMailRequest

class MakeApiKeyRequest(TypedDict):
    name: str
    scopes: list[Scopes]
    expires_at: NotRequired[str | None]

class MakeSeriesRequest(TypedDict):
    service_type: NotRequired[str]
    services: NotRequired[list[Service]]
    at_once: NotRequired[bool]
    vehicle_id: str
    start: str
    location_id: NotRequired[str]
    frequency: SeriesFrequency
    interval: NotRequired[int]
    until: NotRequired[str]
    count: NotRequired[int]
    exceptions: NotRequired[list[str]]
    notes: NotRequired[str]

class Message(TypedDict):
    id: str
    author: MessageAuthor
    content: str
    receipts: list[dict[str, Any]]
    created_at: str

class MessagePage(TypedDict):
    next: str | None
    previous: str | None
    results: list[Message]

class MoveProjectRequest(TypedDict):
    reason: NotRequired[str]
    visibility: NotRequired[Visibility]

class NotASlotProblem(TypedDict):
    type: str
    title: str
    status: int
    detail: str
    code: Literal["not_a_slot"]
    request_id: str
    reason: Literal[
        "between_slots",
        "beyond_horizon",
        "closed",
        "lent_too_long",
        "no_bay",
        "no_equipment",
        "no_skilled_technician",
        "not_offered_then",
        "nothing_to_lend",
        "too_soon",
    ]
    alternatives: list[Offer]

class NoteConsentRequest(TypedDict):
    purpose: ConsentPurpose
    granted: bool
    source: NoteConsentSource
    wording: NotRequired[WordingRequest]

class Notification(TypedDict):
    id: str
    kind: str
    title: str
    body: str
    resource: Resource
    about: str
    about_id: str
    location_id: str | None
    read_at: str | None
    archived_at: str | None
    created_at: str

class NotificationPage(TypedDict):
    next: str | None
    previous: str | None
    results: list[Notification]

class OdometerReading(TypedDict):
    id: str
    value: int
    unit: Unit
    km: int
    distance_km: int
    read_at: str
    exchanged: bool
    reason: str
    voided_at: str | None
    created_at: str

class OpeningDay(TypedDict):
    location_id: str
    date: str
    is_exception: bool
    name: str
    periods: list[Period]
    bookings_count: int
    bookings: list[Appointment]

class OpeningHours(TypedDict):
    periods: list[OpeningPeriod]

class OpeningHoursRequest(TypedDict):
    periods: list[OpeningPeriodRequest]

class Payment(TypedDict):
    id: str
    kind: PaymentKind
    method: PaymentMethod | None
    amount: Amount
    received_at: str
    reference: str
    reason: str
    refund_of_id: str | None
    invoice_id: str | None
    actor_id: str | None
    created_at: str

class PaymentPage(TypedDict):
    next: str | None
    previous: str | None
    results: list[Payment]

class Preferences(TypedDict):
    locale: str
    time_zone: str
    quiet_hours: QuietHours | None
    digest: Digest
    kinds: list[KindOfYours]

class Profile(TypedDict):
    id: str
    display_name: str
    avatar_url: str
    locale: str
    time_zone: str
    theme: Theme
    preferences: dict[str, Any]
    updated_at: str

class Profit(TypedDict):
    project_id: str
    total: ProfitFigures
    jobs: list[ProfitOfJob]
    beside: ProfitFigures

class Project(TypedDict):
    id: str
    vehicle_id: str
    location_id: str
    customer_id: str
    appointment_id: str | None
    kind: ProjectKind
    title: str
    concern: str
    status: ProjectStatus
    progress_percent: int
    ready_at: str | None
    comeback_of: str | None
    created_at: str
    updated_at: str

class ProjectEta(TypedDict):
    id: str
    ready_at: str
    actor_id: str
    reason: str
    reason_visibility: Visibility
    created_at: str

class ProjectEtaPage(TypedDict):
    next: str | None
    previous: str | None
    results: list[ProjectEta]

class ProjectPage(TypedDict):
    next: str | None
    previous: str | None
    results: list[Project]

ProjectTransition = TypedDict(
    "ProjectTransition",
    {
        "id": str,
        "from": ProjectStatus | None,
        "to": ProjectStatus,
        "actor_id": str | None,
        "reason": str,
        "reason_visibility": Visibility,
        "at": str,
    },
)

class ProjectTransitionPage(TypedDict):
    next: str | None
    previous: str | None
    results: list[ProjectTransition]

class RecordReadingRequest(TypedDict):
    value: int
    unit: NotRequired[Unit]
    read_at: NotRequired[str]
    reason: NotRequired[str]
    exchanged: NotRequired[bool]

class Reminder(TypedDict):
    id: str
    vehicle_id: str
    plan_id: str | None
    document_id: str | None
    title: str
    service_type: str
    every_km: int | None
    every_months: int | None
    due_soon_km: int
    due_soon_days: int
    last_done_on: str
    last_done_km: int | None
    due_on: str | None
    due_km: int | None
    status: ReminderStatus
    next_due_by: NextDueBy
    predicted_on: str | None
    basis: Basis
    created_at: str
    updated_at: str

class ReminderPage(TypedDict):
    next: str | None
    previous: str | None
    results: list[Reminder]

class ReplaceLocationIdentityRequest(TypedDict):
    legal_name: str
    address: ReplacePostalAddressRequest
    tax_id: NotRequired[str]
    vat_id: NotRequired[str]
    bank: NotRequired[ReplaceBankAccountRequest]
    email: NotRequired[str]
    website: NotRequired[str]
    invoice_footer: NotRequired[str]
    currency: str

class RotaHour(TypedDict):
    date: str
    start: str
    end: str
    open_minutes: int
    skills: list[SkillInAnHour]

class SayWhenRequest(TypedDict):
    ready_at: str
    reason: NotRequired[str]
    visibility: NotRequired[Visibility]

class SeriesDate(TypedDict):
    date: str
    start: str
    status: DateStatus
    appointment_id: str | None
    code: str
    detail: str
    reason: str
    alternatives: list[Slot]

class SeriesResults(TypedDict):
    results: list[DateOutcome]

class SignedInAccount(TypedDict):
    access: str
    refresh: str
    account: Account
    device_token: str
    mfa_enrolment_required: bool

SignedInAccountOrChallenged: TypeAlias = SignedInAccount | Challenged

class Task(TypedDict):
    id: str
    project_id: str
    title: str
    assignee_id: str | None
    estimated_minutes: int
    status: TaskStatus
    position: int
    created_at: str
    updated_at: str

class TaskForStaff(TypedDict):
    id: str
    project_id: str
    title: str
    assignee_id: str | None
    estimated_minutes: int
    status: TaskStatus
    position: int
    created_at: str
    updated_at: str
    logged_seconds: int
    irregular_seconds: int

TaskForStaffOrTask: TypeAlias = TaskForStaff | Task

class TaskForStaffOrTaskPage(TypedDict):
    next: str | None
    previous: str | None
    results: list[TaskForStaffOrTask]

class TaskForStaffPage(TypedDict):
    next: str | None
    previous: str | None
    results: list[TaskForStaff]

class Template(TypedDict):
    kind: str
    language: str
    version: int
    is_built_in: bool
    title: str
    body: str
    action: str
    changed_by: str | None
    changed_at: str | None
    variables: list[Variable]

class TimeLog(TypedDict):
    id: str
    employee_id: str
    task_id: str
    task_title: str
    project_id: str
    status: TimeLogStatus
    source: TimeLogSource
    note: str
    started_at: str
    stopped_at: str | None
    duration_seconds: int
    ended_by: TimerEnd | Literal[""]
    created_at: str
    updated_at: str

class TimeLogPage(TypedDict):
    next: str | None
    previous: str | None
    results: list[TimeLog]

class TimeLogWithSegments(TypedDict):
    id: str
    employee_id: str
    task_id: str
    task_title: str
    project_id: str
    status: TimeLogStatus
    source: TimeLogSource
    note: str
    started_at: str
    stopped_at: str | None
    duration_seconds: int
    ended_by: TimerEnd | Literal[""]
    created_at: str
    updated_at: str
    segments: list[TimeSegment]

class TimeOff(TypedDict):
    id: str
    employee_id: str
    start: str
    end: str
    note: str
    status: TimeOffStatus
    requested_by: str
    decided_by: str | None
    decided_at: str | None
    reason: str
    created_at: str
    updated_at: str

class TimeOffPage(TypedDict):
    next: str | None
    previous: str | None
    results: list[TimeOff]

class TriedBooking(TypedDict):
    appointment_id: str
    outcome: TriedBookingOutcome
    old_start: str
    new_start: str | None
    reason: LeftReason | None

class WaitlistEntry(TypedDict):
    id: str
    customer_id: str
    vehicle_id: str
    location_id: str
    service_type: str
    starts_from: str
    starts_before: str
    weekdays: list[int]
    time_from: str | None
    time_to: str | None
    time_zone: str
    notes: str
    status: WaitlistStatus
    end_reason: WaitlistEndReason | Literal[""]
    start: str | None
    end: str | None
    expires_at: str | None
    appointment_id: str | None
    created_at: str

class WaitlistEntryPage(TypedDict):
    next: str | None
    previous: str | None
    results: list[WaitlistEntry]

class Webhook(TypedDict):
    id: str
    url: str
    description: str
    events: list[WebhookEventType]
    off: WebhookOff | Literal[""]
    previous_until: str | None
    created_at: str

class WebhookDelivery(TypedDict):
    id: str
    event_id: str
    type: str
    status: WebhookDeliveryStatus
    due_at: str
    attempts: list[Attempt]
    body: str
    created_at: str

class WebhookDeliveryPage(TypedDict):
    next: str | None
    previous: str | None
    results: list[WebhookDelivery]

class WebhookPage(TypedDict):
    next: str | None
    previous: str | None
    results: list[Webhook]

class Wordings(TypedDict):
    version: str
    language: str
    languages: list[str]
    words: Words

class WorkingWeek(TypedDict):
    working_hours: list[WorkingHours]
    weeks: list[DatedWeek]
    exceptions: list[ExceptionalDay]

class AddCatalogueJobRequest(TypedDict):
    title: str
    concern: NotRequired[str]
    is_active: NotRequired[bool]
    lines: list[AddLineRequest]
    code: str

class AddJobRequest(TypedDict):
    title: NotRequired[str]
    concern: NotRequired[str]
    cause: NotRequired[str]
    correction: NotRequired[str]
    catalogue: NotRequired[str]
    lines: NotRequired[list[AddLineRequest]]

class AddedClosure(TypedDict):
    id: str
    location_id: str
    start: str
    end: str
    reason: str
    holiday: str | None
    created_at: str
    bookings_count: int
    bookings: list[Appointment]

class BoardColumn(TypedDict):
    stage: BoardStage
    title: str
    projects: list[BoardProject]

class CatalogueJob(TypedDict):
    id: str
    code: str
    title: str
    concern: str
    is_active: bool
    lines: list[CatalogueLine]
    created_at: str
    updated_at: str

class CatalogueJobPage(TypedDict):
    next: str | None
    previous: str | None
    results: list[CatalogueJob]

class ChatbotAnswer(TypedDict):
    message: Message

class JobWithLines(TypedDict):
    id: str
    position: int
    title: str
    concern: str
    cause: str
    correction: str
    lines: list[Line]

class MovedBookings(TypedDict):
    results: list[TriedBooking]
    next: str | None

Rota = TypedDict(
    "Rota",
    {
        "location_id": str,
        "time_zone": str,
        "from": str,
        "to": str,
        "technicians": list[RotaTechnician],
        "hours": list[RotaHour],
    },
)

class Series(TypedDict):
    id: str
    customer_id: str
    made_by: str
    vehicle_id: str
    location_id: str
    service_type: str
    services: list[str]
    at_once: bool
    notes: str
    time_zone: str
    starts_on: str
    starts_at: str
    frequency: SeriesFrequency
    interval: int
    until: str | None
    count: int | None
    exceptions: list[str]
    created_at: str
    dates: list[SeriesDate]

class TakenOverHolidays(TypedDict):
    results: list[AddedClosure]

class Board(TypedDict):
    stages: list[BoardColumn]

class Estimate(TypedDict):
    project_id: str
    revision: int
    discount_percent: str
    sent_revision: int | None
    sent_at: str | None
    net: Net
    tax: Tax
    total: Total
    authorised: Authorised
    jobs: list[JobWithLines]
