"""Written by scripts/clients.sh from the document of all routes."""

from collections.abc import Mapping
from typing import Literal, Unpack

from servease import types
from servease.pages import Pages
from servease.transport import Transport

class Operations(Transport):
    """A method for each operation of the API."""

    def accept_appointment(
        self, appointment_id: str, *, idempotency_key: str | None = None, **body: Unpack[types.AcceptRequest]
    ) -> types.Appointment:
        """Keep a booking as it is, although the calendar has changed under it."""

    def accept_invitation(
        self, **body: Unpack[types.AcceptInvitationRequest]
    ) -> types.SignedInAccountOrChallenged:
        """Set your first password by the code that was mailed, and sign in."""

    def accept_offer(
        self, entry_id: str, *, idempotency_key: str | None = None, **body: Unpack[types.AcceptOfferRequest]
    ) -> types.Appointment:
        """Book what is offered; the answer is the appointment."""

    def accept_transfer(
        self, *, idempotency_key: str | None = None, **body: Unpack[types.AcceptTransferRequest]
    ) -> types.Vehicle:
        """Take over a vehicle by the code that its owner gave you."""

    def add_attachment(
        self,
        project_id: str,
        *,
        idempotency_key: str | None = None,
        **body: Unpack[types.AddAttachmentRequest],
    ) -> types.Attachment:
        """Add a photo or a paper of the work on a project."""

    def add_authenticator(self) -> types.AuthenticatorEnrolment:
        """Get a secret for an authenticator app."""

    def add_bay(
        self, *, idempotency_key: str | None = None, **body: Unpack[types.AddBayRequest]
    ) -> types.Bay:
        """Add a bay."""

    def add_block(
        self, *, idempotency_key: str | None = None, **body: Unpack[types.AddBlockRequest]
    ) -> types.Block:
        """Take a bay or a unit of equipment out of use for a while."""

    def add_catalogue_job(
        self, *, idempotency_key: str | None = None, **body: Unpack[types.AddCatalogueJobRequest]
    ) -> types.CatalogueJob:
        """Add a job to the catalogue."""

    def add_closure(
        self, *, idempotency_key: str | None = None, **body: Unpack[types.AddClosureRequest]
    ) -> types.AddedClosure:
        """Close a location for a while."""

    def add_comment(
        self, project_id: str, *, idempotency_key: str | None = None, **body: Unpack[types.AddCommentRequest]
    ) -> types.Comment:
        """Comment on a project."""

    def add_customer(
        self, *, idempotency_key: str | None = None, **body: Unpack[types.AddCustomerRequest]
    ) -> types.Customer:
        """Put a customer on record who has no login, because they walked in or telephoned."""

    def add_device(
        self, *, idempotency_key: str | None = None, **body: Unpack[types.AddDeviceRequest]
    ) -> types.Device:
        """Send your news to a browser too, by Web Push."""

    def add_document(
        self, vehicle_id: str, *, idempotency_key: str | None = None, **body: Unpack[types.AddDocumentRequest]
    ) -> types.Document:
        """Add a photo or a paper to a vehicle."""

    def add_equipment(
        self, *, idempotency_key: str | None = None, **body: Unpack[types.AddEquipmentRequest]
    ) -> types.Equipment:
        """Add a unit of equipment."""

    def add_feed(self, **body: Unpack[types.AddFeedRequest]) -> types.NewFeed:
        """Make a calendar readable at a secret address."""

    def add_invoice_series(
        self, *, idempotency_key: str | None = None, **body: Unpack[types.AddInvoiceSeriesRequest]
    ) -> types.InvoiceSeries:
        """Begin a series of numbers, which takes over at once."""

    def add_job(
        self, project_id: str, *, idempotency_key: str | None = None, **body: Unpack[types.AddJobRequest]
    ) -> types.Job:
        """Add a job, and its lines with it."""

    def add_labour_cost(
        self, *, idempotency_key: str | None = None, **body: Unpack[types.AddLabourCostRequest]
    ) -> types.LabourCost:
        """Say what an hour of work costs a location from a date on."""

    def add_lendable(
        self, *, idempotency_key: str | None = None, **body: Unpack[types.AddLendableRequest]
    ) -> types.Lendable:
        """Add a thing to lend, such as a courtesy car."""

    def add_line(
        self,
        project_id: str,
        job_id: str,
        *,
        idempotency_key: str | None = None,
        **body: Unpack[types.AddLineRequest],
    ) -> types.Line:
        """Add a line to a job."""

    def add_location(
        self, *, idempotency_key: str | None = None, **body: Unpack[types.AddLocationRequest]
    ) -> types.Location:
        """Open a location; its hours, bays and services are its own."""

    def add_project_eta(
        self, project_id: str, *, idempotency_key: str | None = None, **body: Unpack[types.SayWhenRequest]
    ) -> types.ProjectEta:
        """Say when the work on a project will be done."""

    def add_service_plan(
        self, *, idempotency_key: str | None = None, **body: Unpack[types.AddServicePlanRequest]
    ) -> types.ServicePlan:
        """Add a service plan."""

    def add_service_type(
        self, *, idempotency_key: str | None = None, **body: Unpack[types.AddServiceTypeRequest]
    ) -> types.ServiceType:
        """Offer a service."""

    def add_task(
        self, project_id: str, *, idempotency_key: str | None = None, **body: Unpack[types.AddTaskRequest]
    ) -> types.TaskForStaff:
        """Plan a task, and say who does it."""

    def add_tax_rate(
        self, *, idempotency_key: str | None = None, **body: Unpack[types.AddTaxRateRequest]
    ) -> types.TaxRate:
        """Add what a tax rate is from a date on."""

    def add_webhook(self, **body: Unpack[types.AddWebhookRequest]) -> types.WebhookWithSecret:
        """Send events to an address from now on."""

    def approve_factor_reset(self, factor_reset_id: str) -> types.FactorReset:
        """Approve a reset: the person's second factors go, and their sessions end."""

    def approve_project(
        self, project_id: str, *, idempotency_key: str | None = None, **body: Unpack[types.MoveProjectRequest]
    ) -> types.Project:
        """Accept a requested project."""

    def approve_time_off(self, time_off_id: str, *, idempotency_key: str | None = None) -> types.TimeOff:
        """Approve time off, so that it counts; your own only as an admin."""

    def archive_notification(
        self, notification_id: str, *, idempotency_key: str | None = None
    ) -> types.Notification:
        """Archive a notification: it leaves the inbox, and is listed with `?archived=true`."""

    def assign_appointment(
        self,
        appointment_id: str,
        *,
        idempotency_key: str | None = None,
        **body: Unpack[types.AssignAppointmentRequest],
    ) -> types.Appointment:
        """Give an appointment to another technician, who must be skilled, at work and free."""

    def authorise_line(
        self,
        project_id: str,
        job_id: str,
        line_id: str,
        *,
        idempotency_key: str | None = None,
        **body: Unpack[types.DecideRequest],
    ) -> types.Line:
        """Agree to a line."""

    def authorise_line_as_guest(
        self, guest_code: str, line_id: str, **body: Unpack[types.DecideRequest]
    ) -> types.Line:
        """Agree to a line, by a link."""

    def begin_broadcast(
        self, *, idempotency_key: str | None = None, **body: Unpack[types.BeginBroadcastRequest]
    ) -> types.BroadcastWithProgress:
        """Write to all customers who consented to marketing, or to some of them."""

    def begin_checkout(
        self,
        invoice_id: str,
        *,
        idempotency_key: str | None = None,
        **body: Unpack[types.BeginCheckoutRequest],
    ) -> types.Checkout:
        """Open a page at the payment provider on which the rest of an invoice is paid."""

    def begin_estimate(self, project_id: str, *, idempotency_key: str | None = None) -> types.Estimate:
        """Begin an estimate, or go back to it before the work has begun."""

    def begin_import(
        self, *, idempotency_key: str | None = None, **body: Unpack[types.BeginImportRequest]
    ) -> types.Import:
        """Import vehicles, readings of odometers or past services from CSV."""

    def begin_passkey_registration(self) -> types.NewPasskeyOptions:
        """Ask for a new passkey. Needs a sign-in of the last ten minutes."""

    def begin_passkey_second_factor(
        self, **body: Unpack[types.BeginPasskeySecondFactorRequest]
    ) -> types.PasskeyOptions:
        """Ask for a passkey as the second factor of a sign-in."""

    def begin_passkey_sign_in(self) -> types.PasskeyOptions:
        """Ask for a passkey to sign in by."""

    def begin_passkey_step_up(self) -> types.PasskeyOptions:
        """Ask for one of your passkeys, before a change that needs a sign-in of the last ten minutes."""

    def book_appointment(
        self, *, idempotency_key: str | None = None, **body: Unpack[types.BookAppointmentRequest]
    ) -> types.Appointment:
        """Book an appointment."""

    def cancel_appointment(
        self,
        appointment_id: str,
        *,
        idempotency_key: str | None = None,
        **body: Unpack[types.CancelAppointmentRequest],
    ) -> types.Appointment:
        """Cancel an appointment."""

    def cancel_broadcast(
        self, broadcast_id: str, *, idempotency_key: str | None = None
    ) -> types.BroadcastWithProgress:
        """Write to nobody else, and send nothing that waits; what was sent stays sent."""

    def cancel_project(
        self, project_id: str, *, idempotency_key: str | None = None, **body: Unpack[types.MoveProjectRequest]
    ) -> types.Project:
        """Cancel a project; a customer may only while it is requested."""

    def cancel_series(
        self, series_id: str, *, idempotency_key: str | None = None, **body: Unpack[types.CancelSeriesRequest]
    ) -> types.SeriesResults:
        """Call what is to come of a series off: all of it, or a date and those that follow."""

    def cancel_time_off(self, time_off_id: str, *, idempotency_key: str | None = None) -> types.TimeOff:
        """Take time off back."""

    def change_account(
        self,
        account_id: str,
        *,
        if_match: Mapping[str, object] | str | None = None,
        **body: Unpack[types.ChangeAccountRequest],
    ) -> types.Account:
        """Give an account another role or other groups, or (de)activate it."""

    def change_appointment(
        self,
        appointment_id: str,
        *,
        if_match: Mapping[str, object] | str | None = None,
        **body: Unpack[types.ChangeAppointmentRequest],
    ) -> types.Appointment:
        """Change an appointment's notes."""

    def change_bay(
        self,
        bay_id: str,
        *,
        if_match: Mapping[str, object] | str | None = None,
        **body: Unpack[types.ChangeBayRequest],
    ) -> types.Bay:
        """Change a bay; without is_active it gets no new bookings."""

    def change_catalogue_job(
        self,
        catalogue_job_id: str,
        *,
        if_match: Mapping[str, object] | str | None = None,
        **body: Unpack[types.ChangeCatalogueJobRequest],
    ) -> types.CatalogueJob:
        """Change a job of the catalogue; estimates keep what they took from it."""

    def change_customer(
        self,
        customer_id: str,
        *,
        if_match: Mapping[str, object] | str | None = None,
        **body: Unpack[types.ChangeCustomerRequest],
    ) -> types.Customer:
        """Change a customer."""

    def change_document(
        self,
        vehicle_id: str,
        document_id: str,
        *,
        if_match: Mapping[str, object] | str | None = None,
        **body: Unpack[types.ChangeDocumentRequest],
    ) -> types.Document:
        """Change what is known of a document; its file stays."""

    def change_email(self, **body: Unpack[types.EmailRequest]) -> None:
        """Have a link mailed to another address, which becomes yours when it is followed, within a day."""

    def change_employee(
        self,
        employee_id: str,
        *,
        if_match: Mapping[str, object] | str | None = None,
        **body: Unpack[types.ChangeEmployeeRequest],
    ) -> types.Employee:
        """Change an employee."""

    def change_equipment(
        self,
        equipment_id: str,
        *,
        if_match: Mapping[str, object] | str | None = None,
        **body: Unpack[types.ChangeEquipmentRequest],
    ) -> types.Equipment:
        """Change a unit of equipment; without is_active it gets no new bookings."""

    def change_estimate(
        self,
        project_id: str,
        *,
        if_match: Mapping[str, object] | str | None = None,
        **body: Unpack[types.ChangeEstimateRequest],
    ) -> types.Estimate:
        """Give a discount on all of it; what becomes cheaper is decided about anew."""

    def change_invoice_series(
        self,
        invoice_series_id: str,
        *,
        if_match: Mapping[str, object] | str | None = None,
        **body: Unpack[types.ChangeInvoiceSeriesRequest],
    ) -> types.InvoiceSeries:
        """Say with which prefix and number a series begins, until something was issued in it."""

    def change_job(
        self,
        project_id: str,
        job_id: str,
        *,
        if_match: Mapping[str, object] | str | None = None,
        **body: Unpack[types.ChangeJobRequest],
    ) -> types.Job:
        """Reword a job, or say what was found and done."""

    def change_labour_cost(
        self,
        labour_cost_id: str,
        *,
        if_match: Mapping[str, object] | str | None = None,
        **body: Unpack[types.ChangeLabourCostRequest],
    ) -> types.LabourCost:
        """Correct what an hour of work costs, also of work that is done."""

    def change_language(
        self,
        code: str,
        *,
        if_match: Mapping[str, object] | str | None = None,
        **body: Unpack[types.ChangeTextLanguageRequest],
    ) -> types.TextLanguage:
        """Say whether a language's texts are reviewed, so that mail is sent in it."""

    def change_lendable(
        self,
        lendable_id: str,
        *,
        if_match: Mapping[str, object] | str | None = None,
        **body: Unpack[types.ChangeLendableRequest],
    ) -> types.Lendable:
        """Change a thing to lend; without is_active it is promised to nobody else."""

    def change_line(
        self,
        project_id: str,
        job_id: str,
        line_id: str,
        *,
        if_match: Mapping[str, object] | str | None = None,
        **body: Unpack[types.ChangeLineRequest],
    ) -> types.Line:
        """Change a line, which the customer then decides about anew."""

    def change_location(
        self,
        location_id: str,
        *,
        if_match: Mapping[str, object] | str | None = None,
        **body: Unpack[types.ChangeLocationRequest],
    ) -> types.Location:
        """Change a location; in another zone its hours are read on another clock, and bookings stay."""

    def change_own_account(
        self,
        *,
        if_match: Mapping[str, object] | str | None = None,
        **body: Unpack[types.ChangeOwnAccountRequest],
    ) -> types.Account:
        """Change your name or phone."""

    def change_own_customer(
        self,
        *,
        if_match: Mapping[str, object] | str | None = None,
        **body: Unpack[types.ChangeCustomerRequest],
    ) -> types.Customer:
        """Change your address, company, emergency contact, contact preference or consents."""

    def change_own_employee(
        self,
        *,
        if_match: Mapping[str, object] | str | None = None,
        **body: Unpack[types.ChangeOwnRecordRequest],
    ) -> types.Employee:
        """Change your own record."""

    def change_own_profile(
        self,
        *,
        if_match: Mapping[str, object] | str | None = None,
        **body: Unpack[types.ChangeProfileRequest],
    ) -> types.Profile:
        """Change your profile."""

    def change_passkey(
        self,
        passkey_id: str,
        *,
        if_match: Mapping[str, object] | str | None = None,
        **body: Unpack[types.ChangePasskeyRequest],
    ) -> types.Passkey:
        """Call a passkey something else."""

    def change_password(self, **body: Unpack[types.ChangePasswordRequest]) -> None:
        """Change your password; your other sessions end."""

    def change_policy(
        self,
        *,
        location_id: str | None = None,
        if_match: Mapping[str, object] | str | None = None,
        **body: Unpack[types.ChangePolicyRequest],
    ) -> types.Policy:
        """Change a location's rules of booking, for what is booked or moved from now on."""

    def change_preferences(
        self,
        *,
        if_match: Mapping[str, object] | str | None = None,
        **body: Unpack[types.ChangePreferencesRequest],
    ) -> types.Preferences:
        """Change how you are reached."""

    def change_project(
        self,
        project_id: str,
        *,
        if_match: Mapping[str, object] | str | None = None,
        **body: Unpack[types.ChangeProjectRequest],
    ) -> types.Project:
        """Reword a project."""

    def change_reminder(
        self,
        vehicle_id: str,
        reminder_id: str,
        *,
        if_match: Mapping[str, object] | str | None = None,
        **body: Unpack[types.ChangeReminderRequest],
    ) -> types.Reminder:
        """Change a reminder, or say when the service was done last."""

    def change_series(
        self, series_id: str, *, idempotency_key: str | None = None, **body: Unpack[types.ChangeSeriesRequest]
    ) -> types.SeriesResults:
        """Let what is to come of a series begin at another time of day."""

    def change_service_plan(
        self,
        plan_id: str,
        *,
        if_match: Mapping[str, object] | str | None = None,
        **body: Unpack[types.ChangeServicePlanRequest],
    ) -> types.ServicePlan:
        """Change a service plan, for the reminders that are made from now on."""

    def change_service_type(
        self,
        service_type_id: str,
        *,
        if_match: Mapping[str, object] | str | None = None,
        **body: Unpack[types.ChangeServiceTypeRequest],
    ) -> types.ServiceType:
        """Change a service; bookings that stand keep the time they were given, and its code stays."""

    def change_task(
        self,
        project_id: str,
        task_id: str,
        *,
        if_match: Mapping[str, object] | str | None = None,
        **body: Unpack[types.ChangeTaskRequest],
    ) -> types.TaskForStaff:
        """Change a task, or say how far it is."""

    def change_tax_rate(
        self,
        tax_rate_id: str,
        *,
        if_match: Mapping[str, object] | str | None = None,
        **body: Unpack[types.ChangeTaxRateRequest],
    ) -> types.TaxRate:
        """Correct a tax rate, for lines that are priced from now on."""

    def change_vehicle(
        self,
        vehicle_id: str,
        *,
        if_match: Mapping[str, object] | str | None = None,
        **body: Unpack[types.ChangeVehicleRequest],
    ) -> types.Vehicle:
        """Change a vehicle."""

    def change_webhook(
        self,
        webhook_id: str,
        *,
        if_match: Mapping[str, object] | str | None = None,
        **body: Unpack[types.ChangeWebhookRequest],
    ) -> types.Webhook:
        """Change a webhook, or switch it off and on."""

    def change_work_policy(
        self,
        *,
        location_id: str | None = None,
        if_match: Mapping[str, object] | str | None = None,
        **body: Unpack[types.ChangeWorkPolicyRequest],
    ) -> types.WorkPolicy:
        """Change a location's rules of work, for what begins from now on."""

    def check_in_appointment(
        self,
        appointment_id: str,
        *,
        idempotency_key: str | None = None,
        **body: Unpack[types.CheckInAppointmentRequest],
    ) -> types.Appointment:
        """Check a vehicle in on its day; its work order follows."""

    def close_project(
        self, project_id: str, *, idempotency_key: str | None = None, **body: Unpack[types.MoveProjectRequest]
    ) -> types.Project:
        """End a project that is delivered, and of which nothing is owed."""

    def complete_appointment(
        self, appointment_id: str, *, idempotency_key: str | None = None
    ) -> types.Appointment:
        """Hand the finished work to its quality check."""

    def complete_passkey_registration(
        self, **body: Unpack[types.RegisterPasskeyRequest]
    ) -> types.RegisteredPasskey:
        """Keep the passkey that the browser made: a second factor that signs in by itself."""

    def complete_passkey_second_factor(
        self, **body: Unpack[types.PasskeySecondFactorRequest]
    ) -> types.SignedInAccount:
        """Finish a sign-in by a passkey."""

    def complete_passkey_sign_in(self, **body: Unpack[types.PasskeySignInRequest]) -> types.SignedInAccount:
        """Sign in by a passkey; no other factor is asked for."""

    def complete_passkey_step_up(self, **body: Unpack[types.PasskeyStepUpRequest]) -> None:
        """Show by a passkey once more who you are."""

    def complete_second_factor(
        self, **body: Unpack[types.CompleteSecondFactorRequest]
    ) -> types.SignedInAccount:
        """Finish signing in, by a code of the authenticator app or a recovery code."""

    def confirm_appointment(
        self,
        appointment_id: str,
        *,
        idempotency_key: str | None = None,
        **body: Unpack[types.ConfirmAppointmentRequest],
    ) -> types.Appointment:
        """Confirm a booking."""

    def confirm_authenticator(self, **body: Unpack[types.ConfirmAuthenticatorRequest]) -> types.RecoveryCodes:
        """Let an authenticator app count, by a code of it."""

    def confirm_email_change(self, **body: Unpack[types.MailedCodeRequest]) -> None:
        """Take another address by the code that was mailed there."""

    def confirm_phone(self, **body: Unpack[types.ConfirmPhoneRequest]) -> None:
        """Show by the six digits that your phone is yours. After five wrong attempts they count no longer."""

    def correct_time_log(
        self,
        time_log_id: str,
        *,
        idempotency_key: str | None = None,
        **body: Unpack[types.CorrectTimeLogRequest],
    ) -> types.TimeLogWithSegments:
        """Correct logged time; what it was before is kept."""

    def count_broadcast(self, **body: Unpack[types.CountPeopleRequest]) -> types.PeopleCount:
        """Count the people that a broadcast would be for. Nothing is sent."""

    def create_project(
        self, *, idempotency_key: str | None = None, **body: Unpack[types.CreateProjectRequest]
    ) -> types.Project:
        """Ask for work on your vehicle; staff take it on at once, for any."""

    def decline_line(
        self,
        project_id: str,
        job_id: str,
        line_id: str,
        *,
        idempotency_key: str | None = None,
        **body: Unpack[types.DecideRequest],
    ) -> types.Line:
        """Say no to a line."""

    def decline_line_as_guest(
        self, guest_code: str, line_id: str, **body: Unpack[types.DecideRequest]
    ) -> types.Line:
        """Say no to a line, by a link."""

    def decline_offer(self, entry_id: str, *, idempotency_key: str | None = None) -> types.WaitlistEntry:
        """Let the next one have what is offered, and go on waiting."""

    def decode_vin(self, *, vin: str) -> types.DecodedVin:
        """Read make, region, model year and plant from a VIN."""

    def defer_line(
        self,
        project_id: str,
        job_id: str,
        line_id: str,
        *,
        idempotency_key: str | None = None,
        **body: Unpack[types.DecideRequest],
    ) -> types.Line:
        """Put a line off until another visit."""

    def defer_line_as_guest(
        self, guest_code: str, line_id: str, **body: Unpack[types.DecideRequest]
    ) -> types.Line:
        """Put a line off until another visit, by a link."""

    def deliver_project(
        self, project_id: str, *, idempotency_key: str | None = None, **body: Unpack[types.MoveProjectRequest]
    ) -> types.Project:
        """Hand the vehicle over, where the policy says so only once the work is paid."""

    def end_account_api_key(self, account_id: str, api_key_id: str) -> None:
        """End one of somebody's API keys; it counts nowhere within a second."""

    def end_api_key(self, api_key_id: str, *, if_match: Mapping[str, object] | str | None = None) -> None:
        """End one of your API keys; it counts nowhere within a second."""

    def end_other_sessions(self) -> None:
        """Sign out everywhere else; the session that asks goes on."""

    def end_session(self, session_id: str, *, if_match: Mapping[str, object] | str | None = None) -> None:
        """Sign out one of your sessions."""

    def enter_time(
        self, *, idempotency_key: str | None = None, **body: Unpack[types.EnterTimeRequest]
    ) -> types.TimeLogWithSegments:
        """Log work after it was done."""

    def extend_appointment(
        self,
        appointment_id: str,
        *,
        idempotency_key: str | None = None,
        **body: Unpack[types.ExtendAppointmentRequest],
    ) -> types.Appointment:
        """Let the work on a vehicle that is here take longer."""

    def fail_quality_check(
        self, project_id: str, *, idempotency_key: str | None = None, **body: Unpack[types.MoveProjectRequest]
    ) -> types.Project:
        """Fail the quality check and return to work."""

    def hold_for_deferred_work(
        self,
        vehicle_id: str,
        *,
        idempotency_key: str | None = None,
        **body: Unpack[types.HoldForDeferredWorkRequest],
    ) -> types.HeldForReminder:
        """Hold a slot in which deferred work is to be done."""

    def hold_for_reminder(
        self,
        vehicle_id: str,
        reminder_id: str,
        *,
        idempotency_key: str | None = None,
        **body: Unpack[types.HoldForReminderRequest],
    ) -> types.HeldForReminder:
        """Hold a slot for what a reminder is about."""

    def hold_project(
        self, project_id: str, *, idempotency_key: str | None = None, **body: Unpack[types.MoveProjectRequest]
    ) -> types.Project:
        """Pause the work."""

    def hold_slot(
        self, *, idempotency_key: str | None = None, **body: Unpack[types.HoldSlotRequest]
    ) -> types.Hold:
        """Keep a slot for ten minutes."""

    def invite_employee(
        self, *, idempotency_key: str | None = None, **body: Unpack[types.InviteEmployeeRequest]
    ) -> types.Account:
        """Invite somebody who is to work here, by a link that sets their first password within seven days."""

    def issue_invoice(
        self,
        project_id: str,
        *,
        idempotency_key: str | None = None,
        **body: Unpack[types.IssueInvoiceRequest],
    ) -> types.InvoiceWithContent:
        """Issue the invoice of a project that is ready: what the customer agreed to, and nothing else."""

    def join_waitlist(
        self, *, idempotency_key: str | None = None, **body: Unpack[types.JoinWaitlistRequest]
    ) -> types.WaitlistEntry:
        """Wait for a time to become free."""

    def leave_waitlist(self, entry_id: str, *, if_match: Mapping[str, object] | str | None = None) -> None:
        """Take an entry off the waiting list; what it booked stays booked."""

    def lend_until(
        self,
        appointment_id: str,
        *,
        idempotency_key: str | None = None,
        **body: Unpack[types.LendUntilRequest],
    ) -> types.Appointment:
        """Let a customer have what they are lent until another moment."""

    def link_identity(self, **body: Unpack[types.ProviderSignInRequest]) -> types.Identity:
        """Let your account sign in by the identity that a provider has confirmed."""

    def list_account_api_keys(self, account_id: str, *, page_size: int | None = None) -> Pages[types.ApiKey]:
        """List somebody's API keys, newest first."""

    def list_account_sessions(
        self,
        account_id: str,
        *,
        ordering: Literal["-created_at", "-last_used_at", "created_at", "last_used_at"] | None = None,
        page_size: int | None = None,
    ) -> Pages[types.Session]:
        """List where somebody is signed in."""

    def list_accounts(
        self,
        *,
        invited: bool | None = None,
        is_active: bool | None = None,
        ordering: Literal["-created_at", "-email", "-last_name", "created_at", "email", "last_name"]
        | None = None,
        page_size: int | None = None,
        role: Literal["customer", "employee", "admin"] | None = None,
        search: str | None = None,
    ) -> Pages[types.Account]:
        """List accounts."""

    def list_agreements(
        self, project_id: str, *, page_size: int | None = None
    ) -> Pages[types.AgreementForStaffOrAgreement]:
        """List what was decided about the estimate's lines, by whom and when; what is void too."""

    def list_api_keys(self, *, page_size: int | None = None) -> Pages[types.ApiKey]:
        """List your API keys, newest first."""

    def list_appointment_history(
        self, appointment_id: str, *, page_size: int | None = None
    ) -> Pages[types.AppointmentTransition]:
        """Read what happened to an appointment, from its booking on."""

    def list_appointments(
        self,
        *,
        closure_id: str | None = None,
        customer_id: str | None = None,
        employee_id: str | None = None,
        location_id: str | None = None,
        needs_attention: bool | None = None,
        ordering: Literal["-created_at", "-start", "created_at", "start"] | None = None,
        page_size: int | None = None,
        starts_before: str | None = None,
        starts_from: str | None = None,
        status: Literal[
            "pending",
            "confirmed",
            "checked_in",
            "in_progress",
            "completed",
            "cancelled",
            "no_show",
            "expired",
        ]
        | None = None,
        technician_is_active: bool | None = None,
        vehicle_id: str | None = None,
    ) -> Pages[types.Appointment]:
        """List the appointments you may see."""

    def list_attachments(self, project_id: str, *, page_size: int | None = None) -> Pages[types.Attachment]:
        """List the photos and papers of the work on a project; a customer never sees internal ones."""

    def list_bays(
        self,
        *,
        location_id: str | None = None,
        ordering: Literal["-name", "name"] | None = None,
        page_size: int | None = None,
    ) -> Pages[types.Bay]:
        """List the bays."""

    def list_blocks(
        self,
        *,
        bay_id: str | None = None,
        ends_after: str | None = None,
        equipment_id: str | None = None,
        location_id: str | None = None,
        ordering: Literal["-start", "start"] | None = None,
        page_size: int | None = None,
        starts_before: str | None = None,
    ) -> Pages[types.Block]:
        """List when bays and equipment are out of use."""

    def list_broadcasts(self, *, page_size: int | None = None) -> Pages[types.Broadcast]:
        """List broadcasts, newest first."""

    def list_caps(self, project_id: str, *, page_size: int | None = None) -> Pages[types.Cap]:
        """List up to which totals the customer agreed to what turns up; the first one counts."""

    def list_catalogue(
        self,
        *,
        code: str | None = None,
        is_active: bool | None = None,
        ordering: Literal["-title", "title"] | None = None,
        page_size: int | None = None,
        search: str | None = None,
    ) -> Pages[types.CatalogueJob]:
        """List the jobs that are sold often, with what they charge."""

    def list_closures(
        self,
        *,
        ends_after: str | None = None,
        location_id: str | None = None,
        ordering: Literal["-start", "start"] | None = None,
        page_size: int | None = None,
        starts_before: str | None = None,
    ) -> Pages[types.Closure]:
        """List the closures."""

    def list_comments(self, project_id: str, *, page_size: int | None = None) -> Pages[types.Comment]:
        """List a project's comments; a customer never sees internal ones."""

    def list_consents(self, customer_id: str, *, page_size: int | None = None) -> Pages[types.Consent]:
        """List what a customer agreed to and took back, with the words and the time of each."""

    def list_conversations(
        self,
        *,
        ordering: Literal["-created_at", "-updated_at", "created_at", "updated_at"] | None = None,
        page_size: int | None = None,
    ) -> Pages[types.Conversation]:
        """List your conversations, newest first."""

    def list_corrections(self, time_log_id: str, *, page_size: int | None = None) -> Pages[types.Correction]:
        """List what logged time was before each of its corrections, newest first."""

    def list_customers(
        self,
        *,
        email: str | None = None,
        is_active: bool | None = None,
        ordering: Literal["-created_at", "-last_name", "created_at", "last_name"] | None = None,
        page_size: int | None = None,
        search: str | None = None,
    ) -> Pages[types.Customer]:
        """List customers."""

    def list_deferred_work(
        self, project_id: str, *, page_size: int | None = None
    ) -> Pages[types.DeferredWork]:
        """List what was deferred on the vehicle of a project before and is still to be done, newest first."""

    def list_deferred_work_of_vehicle(
        self, vehicle_id: str, *, page_size: int | None = None
    ) -> Pages[types.DeferredWork]:
        """List what was deferred on a vehicle and is still to be done, newest first."""

    def list_deliveries(
        self,
        *,
        account_id: str | None = None,
        channel: Literal["email", "sms", "push"] | None = None,
        kind: str | None = None,
        page_size: int | None = None,
        status: Literal["waiting", "sent", "folded", "failed", "cancelled", "suppressed"] | None = None,
    ) -> Pages[types.Delivery]:
        """List what is sent to people, newest first: what waits, what was sent, and what failed."""

    def list_devices(self, *, page_size: int | None = None) -> Pages[types.Device]:
        """List the browsers that are sent your news."""

    def list_documents(
        self,
        vehicle_id: str,
        *,
        expires_before: str | None = None,
        kind: Literal["photo", "registration", "insurance", "inspection", "other"] | None = None,
        ordering: Literal["-created_at", "-expires_on", "created_at", "expires_on"] | None = None,
        page_size: int | None = None,
    ) -> Pages[types.Document]:
        """List a vehicle's documents."""

    def list_employees(
        self,
        *,
        is_active: bool | None = None,
        is_technician: bool | None = None,
        ordering: Literal["-created_at", "-last_name", "created_at", "last_name"] | None = None,
        page_size: int | None = None,
        search: str | None = None,
        skill: str | None = None,
    ) -> Pages[types.Employee]:
        """List the workshop's employees."""

    def list_equipment(
        self,
        *,
        location_id: str | None = None,
        ordering: Literal["-name", "name"] | None = None,
        page_size: int | None = None,
    ) -> Pages[types.Equipment]:
        """List the equipment, each unit."""

    def list_factor_resets(self, *, page_size: int | None = None) -> Pages[types.FactorReset]:
        """List resets of second factors."""

    def list_feeds(self, *, page_size: int | None = None) -> Pages[types.Feed]:
        """List the calendars that you made readable."""

    def list_groups(self) -> types.Groups:
        """List the groups, and what being in each permits."""

    def list_guest_links(self, project_id: str, *, page_size: int | None = None) -> Pages[types.GuestLink]:
        """List the links that lead to a project's estimate."""

    def list_holds(
        self, *, ordering: Literal["-start", "start"] | None = None, page_size: int | None = None
    ) -> Pages[types.Hold]:
        """List the slots that you hold."""

    def list_identities(self, *, page_size: int | None = None) -> Pages[types.Identity]:
        """List the identities that you sign in by."""

    def list_identity_providers(self) -> types.Providers:
        """List the providers that people may sign in by (OpenID Connect)."""

    def list_imports(self, *, page_size: int | None = None) -> Pages[types.Import]:
        """List imports."""

    def list_invoice_series(
        self,
        *,
        kind: Literal["invoice", "credit_note"] | None = None,
        location_id: str | None = None,
        page_size: int | None = None,
    ) -> Pages[types.InvoiceSeries]:
        """List the series of numbers, newest first; of a location and kind the first one counts."""

    def list_invoices(
        self,
        *,
        customer_id: str | None = None,
        issued_from: str | None = None,
        issued_to: str | None = None,
        name: str | None = None,
        ordering: Literal["-created_at", "-issued_on", "created_at", "issued_on"] | None = None,
        overdue: bool | None = None,
        page_size: int | None = None,
        project_id: str | None = None,
        status: Literal["open", "paid", "written_off", "void", "issued"] | None = None,
    ) -> Pages[types.Invoice]:
        """List the invoices and credit notes you may see, newest first."""

    def list_jobs(self, project_id: str, *, page_size: int | None = None) -> Pages[types.Job]:
        """List the jobs of a project's estimate, in their order."""

    def list_labour_costs(self, *, page_size: int | None = None) -> Pages[types.LabourCost]:
        """List what an hour of work costs, of before and to come too."""

    def list_languages(self) -> types.TextLanguages:
        """List the languages that there are texts in, and which of them mail is sent in."""

    def list_lendables(
        self,
        *,
        location_id: str | None = None,
        ordering: Literal["-name", "name"] | None = None,
        page_size: int | None = None,
    ) -> Pages[types.Lendable]:
        """List what there is to lend, each thing."""

    def list_lines(self, project_id: str, job_id: str, *, page_size: int | None = None) -> Pages[types.Line]:
        """List the lines of a job, in their order."""

    def list_locations(
        self, *, ordering: Literal["-name", "name"] | None = None, page_size: int | None = None
    ) -> Pages[types.Location]:
        """List the locations."""

    def list_messages(
        self,
        conversation_id: str,
        *,
        ordering: Literal["-created_at", "created_at"] | None = None,
        page_size: int | None = None,
    ) -> Pages[types.Message]:
        """List what was said, newest first."""

    def list_notifications(
        self,
        *,
        archived: bool | None = None,
        kind: str | None = None,
        ordering: Literal["-created_at", "created_at"] | None = None,
        page_size: int | None = None,
        unread: bool | None = None,
    ) -> Pages[types.Notification]:
        """List your notifications, newest first; those that you archived only if you ask for them."""

    def list_odometer_readings(
        self, vehicle_id: str, *, page_size: int | None = None
    ) -> Pages[types.ListedOdometerReading]:
        """List what a vehicle's odometer read, newest entry first; what is void too."""

    def list_opening_exceptions(
        self,
        *,
        from_: str | None = None,
        location_id: str | None = None,
        ordering: Literal["-date", "date"] | None = None,
        page_size: int | None = None,
        to: str | None = None,
    ) -> Pages[types.ExceptionalOpening]:
        """List the dates with opening hours of their own."""

    def list_own_consents(self, *, page_size: int | None = None) -> Pages[types.Consent]:
        """List what you agreed to and took back, with the words and the time of each."""

    def list_passkeys(self, *, page_size: int | None = None) -> Pages[types.Passkey]:
        """List your passkeys."""

    def list_payments(self, project_id: str, *, page_size: int | None = None) -> Pages[types.Payment]:
        """List what was paid for a project, given back and written off."""

    def list_project_etas(self, project_id: str, *, page_size: int | None = None) -> Pages[types.ProjectEta]:
        """Read when the work on a project was to be done, as was said each time and why, newest first."""

    def list_project_timeline(
        self, project_id: str, *, page_size: int | None = None
    ) -> Pages[types.ProjectTransition]:
        """Read how a project came to where it is, oldest first."""

    def list_projects(
        self,
        *,
        appointment_id: str | None = None,
        assignee_id: str | None = None,
        comeback_of: str | None = None,
        customer_id: str | None = None,
        location_id: str | None = None,
        ordering: Literal["-created_at", "-title", "-updated_at", "created_at", "title", "updated_at"]
        | None = None,
        page_size: int | None = None,
        search: str | None = None,
        status: Literal[
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
        | None = None,
        vehicle_id: str | None = None,
    ) -> Pages[types.Project]:
        """List the projects you may see."""

    def list_public_holidays(
        self, *, location_id: str | None = None, year: int | None = None
    ) -> types.PublicHolidays:
        """List the public holidays to come where a location is."""

    def list_reminders(self, vehicle_id: str, *, page_size: int | None = None) -> Pages[types.Reminder]:
        """List a vehicle's reminders, with when each will be due."""

    def list_series(
        self,
        *,
        customer_id: str | None = None,
        location_id: str | None = None,
        ordering: Literal["-created_at", "created_at"] | None = None,
        page_size: int | None = None,
        vehicle_id: str | None = None,
    ) -> Pages[types.SeriesSummary]:
        """List the series that you may see."""

    def list_service_plans(
        self, *, is_active: bool | None = None, page_size: int | None = None, service_type: str | None = None
    ) -> Pages[types.ServicePlan]:
        """List the service plans that the workshop advises."""

    def list_service_types(
        self,
        *,
        code: str | None = None,
        is_active: bool | None = None,
        location_id: str | None = None,
        ordering: Literal["-code", "-name", "code", "name"] | None = None,
        page_size: int | None = None,
        search: str | None = None,
    ) -> Pages[types.ServiceType]:
        """List what is sold by appointment."""

    def list_sessions(
        self,
        *,
        ordering: Literal["-created_at", "-last_used_at", "created_at", "last_used_at"] | None = None,
        page_size: int | None = None,
    ) -> Pages[types.Session]:
        """List where you are signed in."""

    def list_slots(
        self,
        *,
        at_once: bool | None = None,
        bay: str | None = None,
        explain: bool | None = None,
        from_: str | None = None,
        lend: str | None = None,
        lent_until: str | None = None,
        location_id: str | None = None,
        service_type: str | None = None,
        services: str | None = None,
        technician: str | None = None,
        time_zone: str | None = None,
        to: str | None = None,
    ) -> types.FreeSlots:
        """List the free slots of a service, or of several in one visit."""

    def list_stopped_addresses(
        self,
        *,
        address: str | None = None,
        channel: Literal["email", "sms"] | None = None,
        page_size: int | None = None,
        reason: Literal["bounced", "complained", "stopped"] | None = None,
    ) -> Pages[types.StoppedAddress]:
        """List the addresses that nothing is sent to any more, newest first."""

    def list_tasks(self, project_id: str, *, page_size: int | None = None) -> Pages[types.TaskForStaffOrTask]:
        """List a project's tasks, in their order."""

    def list_tax_rates(self, *, page_size: int | None = None) -> Pages[types.TaxRate]:
        """List the tax rates, of before and to come too."""

    def list_template_versions(
        self, kind: str, language: str, *, page_size: int | None = None
    ) -> Pages[types.TemplateVersion]:
        """List what a text was, newest first."""

    def list_templates(self) -> types.Kinds:
        """List every kind of news, and how far its text is in each language."""

    def list_time_logs(
        self,
        *,
        employee_id: str | None = None,
        ordering: Literal["-duration_seconds", "-started_at", "duration_seconds", "started_at"] | None = None,
        page_size: int | None = None,
        project_id: str | None = None,
        started_before: str | None = None,
        started_from: str | None = None,
        status: Literal["running", "paused", "stopped"] | None = None,
        task_id: str | None = None,
    ) -> Pages[types.TimeLog]:
        """List logged time: your own, or everybody's for whoever may approve it."""

    def list_time_off(
        self,
        *,
        page_size: int | None = None,
        status: Literal["pending", "approved", "rejected", "cancelled"] | None = None,
    ) -> Pages[types.TimeOff]:
        """List time off: your own, or everybody's for whoever may manage people."""

    def list_time_off_of_employee(
        self,
        employee_id: str,
        *,
        ends_after: str | None = None,
        ordering: Literal["-start", "start"] | None = None,
        page_size: int | None = None,
        starts_before: str | None = None,
        status: Literal["pending", "approved", "rejected", "cancelled"] | None = None,
    ) -> Pages[types.TimeOff]:
        """List an employee's time off: your own, or anybody's for whoever may manage people."""

    def list_vehicle_history(
        self, vehicle_id: str, *, page_size: int | None = None
    ) -> Pages[types.HistoryEntry]:
        """List the finished work on a vehicle, newest first, for whichever owner it was done."""

    def list_vehicles(
        self,
        *,
        make: str | None = None,
        ordering: Literal["-created_at", "-make", "-plate", "created_at", "make", "plate"] | None = None,
        owner_id: str | None = None,
        page_size: int | None = None,
        plate: str | None = None,
        plate_country: str | None = None,
        search: str | None = None,
    ) -> Pages[types.Vehicle]:
        """List the vehicles you may see."""

    def list_waitlist(
        self,
        *,
        customer_id: str | None = None,
        location_id: str | None = None,
        ordering: Literal["-created_at", "created_at"] | None = None,
        page_size: int | None = None,
        status: Literal["waiting", "offered", "booked", "ended"] | None = None,
        vehicle_id: str | None = None,
    ) -> Pages[types.WaitlistEntry]:
        """List the entries of the waiting list that you may see."""

    def list_webhook_deliveries(
        self,
        webhook_id: str,
        *,
        page_size: int | None = None,
        status: Literal["waiting", "delivered", "dead", "cancelled"] | None = None,
        type: str | None = None,
    ) -> Pages[types.WebhookDelivery]:
        """List what was sent to a webhook and what waits, with each attempt, newest first."""

    def list_webhooks(self, *, page_size: int | None = None) -> Pages[types.Webhook]:
        """List the addresses to which events are sent, newest first."""

    def list_work(
        self,
        *,
        assignee_id: str | None = None,
        assignee_left: bool | None = None,
        open: bool | None = None,
        page_size: int | None = None,
        status: Literal["todo", "in_progress", "done", "cancelled"] | None = None,
    ) -> Pages[types.TaskForStaff]:
        """List the tasks of all projects."""

    def make_api_key(self, **body: Unpack[types.MakeApiKeyRequest]) -> types.ApiKeyWithText:
        """Make an API key, by which a program acts for you."""

    def make_guest_link(
        self, project_id: str, **body: Unpack[types.MakeGuestLinkRequest]
    ) -> types.NewGuestLink:
        """Make a link by which a customer decides without signing in."""

    def make_recovery_codes(self) -> types.RecoveryCodes:
        """Make recovery codes anew; those of before no longer count."""

    def make_reminder(
        self,
        vehicle_id: str,
        *,
        idempotency_key: str | None = None,
        **body: Unpack[types.MakeReminderRequest],
    ) -> types.Reminder:
        """Be reminded of a service of a vehicle, by a plan or by an interval of your own."""

    def make_series(
        self, *, idempotency_key: str | None = None, **body: Unpack[types.MakeSeriesRequest]
    ) -> types.Series:
        """Let a vehicle come again and again."""

    def make_transfer_code(self, vehicle_id: str) -> types.TransferCode:
        """Make a code by which another customer takes over your vehicle."""

    def mark_all_notifications_read(self) -> types.NotificationCount:
        """Mark all your notifications as read; `count` is how many were not."""

    def mark_no_show(self, appointment_id: str, *, idempotency_key: str | None = None) -> types.Appointment:
        """Note that the customer did not come; not before the start."""

    def mark_notification_read(
        self, notification_id: str, *, idempotency_key: str | None = None
    ) -> types.Notification:
        """Mark a notification as read."""

    def mark_notification_unread(
        self, notification_id: str, *, idempotency_key: str | None = None
    ) -> types.Notification:
        """Mark a notification as not read."""

    def move_bookings(
        self,
        closure_id: str,
        *,
        idempotency_key: str | None = None,
        **body: Unpack[types.MoveBookingsRequest],
    ) -> Pages[types.TriedBooking]:
        """Move the bookings that a closure hits to the next start that each can have."""

    def note_consent(
        self,
        customer_id: str,
        *,
        idempotency_key: str | None = None,
        **body: Unpack[types.NoteConsentRequest],
    ) -> types.Consent:
        """Note what a customer said of a consent in person or by telephone."""

    def open_unsubscribe_page(self, unsubscribe_token: str) -> None:
        """Open the page on which people end mails of a kind. Opening it ends nothing."""

    def pass_quality_check(
        self, project_id: str, *, idempotency_key: str | None = None, **body: Unpack[types.MoveProjectRequest]
    ) -> types.Project:
        """Pass the quality check; the vehicle is ready."""

    def pause_timer(
        self, time_log_id: str, *, idempotency_key: str | None = None
    ) -> types.TimeLogWithSegments:
        """Pause a running timer."""

    def preview_template(
        self, kind: str, language: str, **body: Unpack[types.ReplaceTemplateRequest]
    ) -> types.Previews:
        """Show what a text would come to, with the examples of its kind and on the workshop's own paper."""

    def read_account(self, account_id: str) -> types.Account:
        """Read an account."""

    def read_api_key(self, api_key_id: str) -> types.ApiKey:
        """Read what one of your API keys is for, and when it was used last."""

    def read_appointment(self, appointment_id: str) -> types.Appointment:
        """Read an appointment."""

    def read_attachment(self, project_id: str, attachment_id: str) -> types.Attachment:
        """Read an attachment."""

    def read_bay(self, bay_id: str) -> types.Bay:
        """Read a bay."""

    def read_block(self, block_id: str) -> types.Block:
        """Read when and why a bay or a unit of equipment is out of use."""

    def read_board(self, *, location_id: str | None = None) -> types.Board:
        """Read every open project by stage, with bay, technicians, progress, ETA and what it waits for."""

    def read_broadcast(self, broadcast_id: str) -> types.BroadcastWithProgress:
        """Read a broadcast, and how far it is."""

    def read_catalogue_job(self, catalogue_job_id: str) -> types.CatalogueJob:
        """Read a job of the catalogue."""

    def read_closure(self, closure_id: str) -> types.Closure:
        """Read a closure."""

    def read_comebacks(self, *, from_: str, to: str, location_id: str | None = None) -> types.Comebacks:
        """Read how much of their work comes back, by technician."""

    def read_consent_wordings(self, *, language: Literal["de", "en"] | None = None) -> types.Wordings:
        """Read the words in which customers are asked for each consent."""

    def read_conversation(self, conversation_id: str) -> types.Conversation:
        """Read one of your conversations."""

    def read_customer(self, customer_id: str) -> types.Customer:
        """Read a customer."""

    def read_delivery(self, delivery_id: str) -> types.Delivery:
        """Read how far a delivery is, and what kept it."""

    def read_device(self, device_id: str) -> types.Device:
        """Read when a browser of yours was last sent something."""

    def read_document(self, vehicle_id: str, document_id: str) -> types.Document:
        """Read a document."""

    def read_employee(self, employee_id: str) -> types.Employee:
        """Read an employee."""

    def read_equipment(self, equipment_id: str) -> types.Equipment:
        """Read a unit of equipment."""

    def read_estimate(self, project_id: str) -> types.Estimate:
        """Read a project's estimate."""

    def read_estimate_as_guest(self, guest_code: str) -> types.Estimate:
        """Read the estimate that a link leads to, as it was sent last."""

    def read_factor_reset(self, factor_reset_id: str) -> types.FactorReset:
        """Read a reset of second factors."""

    def read_feed(self, feed_id: str) -> types.Feed:
        """Read what a calendar of yours is."""

    def read_figures(self, *, from_: str, to: str, location_id: str | None = None) -> types.Figures:
        """Read what bookings come to: use of bays and technicians, no-shows, lead time, revenue."""

    def read_guest_link(self, project_id: str, guest_link_id: str) -> types.GuestLink:
        """Read a link: until when it leads somewhere, and whether it was revoked."""

    def read_hold(self, hold_id: str) -> types.Hold:
        """Read a hold of yours."""

    def read_identity(self, identity_id: str) -> types.Identity:
        """Read one of the identities that you sign in by."""

    def read_import(self, import_id: str) -> types.Import:
        """Read how far an import is."""

    def read_invoice(self, invoice_id: str) -> types.InvoiceWithContent:
        """Read an invoice or a credit note, with all that stands on it."""

    def read_invoice_series(self, invoice_series_id: str) -> types.InvoiceSeries:
        """Read a series of numbers."""

    def read_job(self, project_id: str, job_id: str) -> types.Job:
        """Read a job."""

    def read_key_set(self) -> types.KeySet:
        """Read the public keys that verify access tokens (RFC 7517)."""

    def read_labour_cost(self, labour_cost_id: str) -> types.LabourCost:
        """Read what an hour of work costs from a date on."""

    def read_language(self, code: str) -> types.TextLanguage:
        """Read whether mail is sent in a language."""

    def read_lendable(self, lendable_id: str) -> types.Lendable:
        """Read a thing to lend."""

    def read_line(self, project_id: str, job_id: str, line_id: str) -> types.Line:
        """Read a line."""

    def read_line_cost(self, project_id: str, job_id: str, line_id: str) -> types.LineCost:
        """Read what one piece of a line is bought in for; null until somebody has said it."""

    def read_location(self, location_id: str) -> types.Location:
        """Read a location."""

    def read_location_identity(self, location_id: str) -> types.LocationIdentity:
        """Read what stands on a location's invoices."""

    def read_notification(self, notification_id: str) -> types.Notification:
        """Read one of your notifications."""

    def read_opening_day(self, date: str, *, location_id: str | None = None) -> types.OpeningDay:
        """Read when a location is open on a date: by hours of its own, or by the week's."""

    def read_opening_hours(self, *, location_id: str | None = None) -> types.OpeningHours:
        """Read a location's week."""

    def read_own_account(self) -> types.Account:
        """Read your account."""

    def read_own_customer(self) -> types.Customer:
        """Read what the workshop knows of you."""

    def read_own_employee(self) -> types.Employee:
        """Read your own record."""

    def read_own_profile(self) -> types.Profile:
        """Read your profile."""

    def read_passkey(self, passkey_id: str) -> types.Passkey:
        """Read one of your passkeys."""

    def read_policy(self, *, location_id: str | None = None) -> types.Policy:
        """Read a location's rules of booking."""

    def read_preferences(self) -> types.Preferences:
        """Read how you are reached: quiet hours, digest, and the channels of each kind of news."""

    def read_profit(self, project_id: str) -> types.Profit:
        """Read what is left of what a project sells, job by job."""

    def read_project(self, project_id: str) -> types.Project:
        """Read a project."""

    def read_push_key(self) -> types.PushKey:
        """Read the key with which browsers subscribe to Web Push (VAPID, RFC 8292)."""

    def read_reminder(self, vehicle_id: str, reminder_id: str) -> types.Reminder:
        """Read a reminder."""

    def read_rota(
        self, *, from_: str | None = None, location_id: str | None = None, to: str | None = None
    ) -> types.Rota:
        """Compare whom bookings need with who is at work, by hour and skill."""

    def read_second_factors(self) -> types.SecondFactors:
        """Read which second factors you have."""

    def read_series(self, series_id: str) -> types.Series:
        """Read a series, and what became of each of its dates."""

    def read_service_plan(self, plan_id: str) -> types.ServicePlan:
        """Read a service plan."""

    def read_service_type(self, service_type_id: str) -> types.ServiceType:
        """Read a service type."""

    def read_session(self, session_id: str) -> types.Session:
        """Read one of your sessions."""

    def read_skills(self, employee_id: str) -> types.EmployeeSkills:
        """Read what an employee is able and certified to do."""

    def read_stopped_address(self, stopped_address_id: str) -> types.StoppedAddress:
        """Read why and since when an address is stopped."""

    def read_task(self, project_id: str, task_id: str) -> types.TaskForStaffOrTask:
        """Read a task."""

    def read_tax_rate(self, tax_rate_id: str) -> types.TaxRate:
        """Read a tax rate."""

    def read_template(self, kind: str, language: str) -> types.Template:
        """Read what news of a kind say in a language, and what that may name."""

    def read_time_log(self, time_log_id: str) -> types.TimeLogWithSegments:
        """Read logged time with its segments."""

    def read_unread_count(self) -> types.NotificationCount:
        """Count your unread notifications."""

    def read_user(self, account_id: str) -> types.UserCard:
        """Read a person's public card."""

    def read_vehicle(self, vehicle_id: str) -> types.Vehicle:
        """Read a vehicle."""

    def read_waitlist_entry(self, entry_id: str) -> types.WaitlistEntry:
        """Read an entry of the waiting list, and what is offered to it."""

    def read_webhook(self, webhook_id: str) -> types.Webhook:
        """Read where a webhook goes, and whether it is on."""

    def read_work_policy(self, *, location_id: str | None = None) -> types.WorkPolicy:
        """Read a location's rules of work."""

    def read_working_day(self, employee_id: str, date: str) -> types.WorkingDay:
        """Read when an employee works on a date: by hours of its own, or by the week's."""

    def read_working_hours(self, employee_id: str) -> types.WorkingWeek:
        """Read when an employee usually works."""

    def receive_deposit(
        self, appointment_id: str, *, idempotency_key: str | None = None
    ) -> types.Appointment:
        """Note that the deposit of a booking was received; the booking can be confirmed then."""

    def receive_mail_event(self, **body: Unpack[types.MailEventRequest]) -> None:
        """Receive that a mail came back or that its reader complains: a webhook, for the mail server."""

    def receive_provider_event(self, **body: Unpack[types.ProviderEventRequest]) -> None:
        """Receive what Stripe has to say of a checkout: a webhook, for Stripe alone."""

    def receive_provider_mail_events(self) -> None:
        """Receive what became of mails: a webhook, for the mail provider alone, in its own format."""

    def receive_reply(self, **body: Unpack[types.ReplyRequest]) -> None:
        """Receive what somebody answered to a mail about a project: a webhook, for the mail server."""

    def receive_text_message(self, **body: Unpack[types.TextMessageRequest]) -> None:
        """Receive what somebody answered to a text message: a webhook, for whoever sends them for us."""

    def record_odometer_reading(
        self,
        vehicle_id: str,
        *,
        idempotency_key: str | None = None,
        **body: Unpack[types.RecordReadingRequest],
    ) -> types.OdometerReading:
        """Note what a vehicle's odometer read."""

    def refund_payment(
        self,
        project_id: str,
        payment_id: str,
        *,
        idempotency_key: str | None = None,
        **body: Unpack[types.RefundRequest],
    ) -> types.Payment:
        """Give back something of a payment, in the way in which it came."""

    def register_account(self, **body: Unpack[types.RegisterAccountRequest]) -> types.SignedInAccount:
        """Open a customer's account and sign in."""

    def register_vehicle(
        self, *, idempotency_key: str | None = None, **body: Unpack[types.RegisterVehicleRequest]
    ) -> types.Vehicle:
        """Register a vehicle."""

    def reject_project(
        self, project_id: str, *, idempotency_key: str | None = None, **body: Unpack[types.MoveProjectRequest]
    ) -> types.Project:
        """Turn a requested project down."""

    def reject_time_off(
        self,
        time_off_id: str,
        *,
        idempotency_key: str | None = None,
        **body: Unpack[types.RejectTimeOffRequest],
    ) -> types.TimeOff:
        """Reject time off that was asked for."""

    def release_address(
        self, stopped_address_id: str, *, if_match: Mapping[str, object] | str | None = None
    ) -> None:
        """Let an address be written to again."""

    def release_slot(self, hold_id: str, *, if_match: Mapping[str, object] | str | None = None) -> None:
        """Release a slot that you hold."""

    def remove_attachment(
        self, project_id: str, attachment_id: str, *, if_match: Mapping[str, object] | str | None = None
    ) -> None:
        """Remove an attachment and its file."""

    def remove_authenticator(self) -> None:
        """Take your authenticator app away."""

    def remove_block(self, block_id: str, *, if_match: Mapping[str, object] | str | None = None) -> None:
        """Let a bay or a unit of equipment be used again."""

    def remove_closure(self, closure_id: str, *, if_match: Mapping[str, object] | str | None = None) -> None:
        """Open the location again."""

    def remove_conversation(
        self, conversation_id: str, *, if_match: Mapping[str, object] | str | None = None
    ) -> None:
        """Delete a conversation and all that was said in it."""

    def remove_device(self, device_id: str, *, if_match: Mapping[str, object] | str | None = None) -> None:
        """Send nothing to a browser any more, as when signing out there."""

    def remove_document(
        self, vehicle_id: str, document_id: str, *, if_match: Mapping[str, object] | str | None = None
    ) -> None:
        """Remove a document and its file."""

    def remove_job(
        self, project_id: str, job_id: str, *, if_match: Mapping[str, object] | str | None = None
    ) -> None:
        """Take a job and its lines off the estimate."""

    def remove_line(
        self,
        project_id: str,
        job_id: str,
        line_id: str,
        *,
        if_match: Mapping[str, object] | str | None = None,
    ) -> None:
        """Take a line off the estimate."""

    def remove_location_logo(
        self, location_id: str, *, if_match: Mapping[str, object] | str | None = None
    ) -> types.LocationIdentity:
        """Remove the logo from a location's invoices."""

    def remove_opening_day(
        self, date: str, *, location_id: str | None = None, if_match: Mapping[str, object] | str | None = None
    ) -> types.OpeningDay:
        """Let the week's hours count on a date again."""

    def remove_passkey(self, passkey_id: str, *, if_match: Mapping[str, object] | str | None = None) -> None:
        """Remove a passkey, which then signs in no more. Needs a sign-in of the last ten minutes."""

    def remove_reminder(
        self, vehicle_id: str, reminder_id: str, *, if_match: Mapping[str, object] | str | None = None
    ) -> None:
        """Be reminded no more."""

    def remove_vehicle(self, vehicle_id: str, *, if_match: Mapping[str, object] | str | None = None) -> None:
        """Remove a vehicle; the history of its work stays."""

    def remove_webhook(self, webhook_id: str, *, if_match: Mapping[str, object] | str | None = None) -> None:
        """Send nothing there any more, and forget what was sent."""

    def remove_working_day(
        self, employee_id: str, date: str, *, if_match: Mapping[str, object] | str | None = None
    ) -> None:
        """Let the week's hours count on a date again."""

    def replace_location_identity(
        self,
        location_id: str,
        *,
        if_match: Mapping[str, object] | str | None = None,
        **body: Unpack[types.ReplaceLocationIdentityRequest],
    ) -> types.LocationIdentity:
        """Replace what stands on a location's invoices from now on; what is left out is empty."""

    def replace_location_logo(
        self,
        location_id: str,
        *,
        if_match: Mapping[str, object] | str | None = None,
        **body: Unpack[types.ReplaceLogoRequest],
    ) -> types.LocationIdentity:
        """Replace the logo that stands on a location's invoices."""

    def replace_opening_day(
        self,
        date: str,
        *,
        location_id: str | None = None,
        if_match: Mapping[str, object] | str | None = None,
        **body: Unpack[types.ReplaceOpeningDayRequest],
    ) -> types.OpeningDay:
        """Give a date opening hours of its own, instead of the week's; with none of them it is closed."""

    def replace_opening_hours(
        self,
        *,
        location_id: str | None = None,
        if_match: Mapping[str, object] | str | None = None,
        **body: Unpack[types.OpeningHoursRequest],
    ) -> types.OpeningHours:
        """Replace a location's week."""

    def replace_skills(
        self,
        employee_id: str,
        *,
        if_match: Mapping[str, object] | str | None = None,
        **body: Unpack[types.EmployeeSkillsRequest],
    ) -> types.EmployeeSkills:
        """Replace an employee's skills."""

    def replace_template(
        self,
        kind: str,
        language: str,
        *,
        if_match: Mapping[str, object] | str | None = None,
        **body: Unpack[types.ReplaceTemplateRequest],
    ) -> types.Template:
        """Let news of a kind say something else in a language; a new version, from the next one sent."""

    def replace_working_day(
        self,
        employee_id: str,
        date: str,
        *,
        if_match: Mapping[str, object] | str | None = None,
        **body: Unpack[types.ReplaceWorkingDayRequest],
    ) -> types.WorkingDay:
        """Give a date hours of its own, instead of the week's; with none of them nobody is at work."""

    def replace_working_hours(
        self,
        employee_id: str,
        *,
        if_match: Mapping[str, object] | str | None = None,
        **body: Unpack[types.ReplaceWorkingWeekRequest],
    ) -> types.WorkingWeek:
        """Replace an employee's usual week."""

    def replay_delivery(self, delivery_id: str, *, idempotency_key: str | None = None) -> types.Delivery:
        """Send again what failed, or what was not sent because its address was stopped."""

    def replay_webhook_delivery(
        self, webhook_id: str, webhook_delivery_id: str, *, idempotency_key: str | None = None
    ) -> types.WebhookDelivery:
        """Send something again, under the same webhook-id, and as often as if it were new."""

    def request_factor_reset(self, account_id: str) -> types.FactorReset:
        """Ask that somebody's second factors are removed, because they were lost."""

    def request_password_reset(self, **body: Unpack[types.EmailRequest]) -> None:
        """Have a link mailed that sets another password, within an hour."""

    def request_time_off(
        self,
        employee_id: str,
        *,
        idempotency_key: str | None = None,
        **body: Unpack[types.RequestTimeOffRequest],
    ) -> types.TimeOff:
        """Ask for time off, or enter somebody's."""

    def reschedule_appointment(
        self,
        appointment_id: str,
        *,
        idempotency_key: str | None = None,
        **body: Unpack[types.RescheduleAppointmentRequest],
    ) -> types.Appointment:
        """Move an appointment to another start; it keeps the old one if that fails."""

    def resend_email_verification(self, **body: Unpack[types.EmailRequest]) -> None:
        """Have the link that verifies an address mailed once more; the one of before counts no longer."""

    def reset_password(self, **body: Unpack[types.ResetPasswordRequest]) -> None:
        """Set another password by the code that was mailed; all sessions and API keys end."""

    def restore_built_in_template(
        self, kind: str, language: str, *, if_match: Mapping[str, object] | str | None = None
    ) -> None:
        """Go back to the text that the platform brings; what was written stays among the versions."""

    def resume_project(
        self, project_id: str, *, idempotency_key: str | None = None, **body: Unpack[types.MoveProjectRequest]
    ) -> types.Project:
        """Go on with the work."""

    def resume_timer(
        self, time_log_id: str, *, idempotency_key: str | None = None
    ) -> types.TimeLogWithSegments:
        """Resume a paused timer."""

    def return_from_provider(
        self,
        provider: str,
        *,
        code: str | None = None,
        error: str | None = None,
        iss: str | None = None,
        state: str | None = None,
    ) -> None:
        """Take a browser that a provider sends back to the page that began."""

    def revoke_feed(self, feed_id: str, *, if_match: Mapping[str, object] | str | None = None) -> None:
        """Revoke the address of a calendar, at once and for everybody who knows it."""

    def revoke_guest_link(
        self, project_id: str, guest_link_id: str, *, if_match: Mapping[str, object] | str | None = None
    ) -> None:
        """Revoke a link; what was agreed to by it stays."""

    def rotate_webhook_secret(self, webhook_id: str) -> types.WebhookWithSecret:
        """Give a webhook another secret; the one of before signs beside it for 24 hours."""

    def send_estimate(self, project_id: str, *, idempotency_key: str | None = None) -> types.Estimate:
        """Send the estimate to the customer, who decides line by line."""

    def send_invitation(self, account_id: str, **body: Unpack[types.SendInvitationRequest]) -> None:
        """Mail an invitation once more, or offer a login to a customer who has none."""

    def send_message(
        self,
        conversation_id: str,
        *,
        idempotency_key: str | None = None,
        **body: Unpack[types.SendMessageRequest],
    ) -> types.ChatbotAnswer:
        """Say something and get the chatbot's answer."""

    def set_cap(
        self, project_id: str, *, idempotency_key: str | None = None, **body: Unpack[types.SetCapRequest]
    ) -> types.Cap:
        """Agree in advance to what turns up, up to a total with tax."""

    def set_line_cost(
        self,
        project_id: str,
        job_id: str,
        line_id: str,
        *,
        if_match: Mapping[str, object] | str | None = None,
        **body: Unpack[types.SetLineCostRequest],
    ) -> types.LineCost:
        """Say what one piece of a line is bought in for: a part, a fee, or labour of others."""

    def share_history(self, vehicle_id: str) -> types.Ownership:
        """Show the work of all its owners to the vehicle's owner, whose papers you have seen."""

    def sign_in(self, **body: Unpack[types.SignInRequest]) -> types.SignedInAccountOrChallenged:
        """Sign in with email address and password."""

    def sign_in_by_provider(
        self, **body: Unpack[types.SignInByProviderRequest]
    ) -> types.SignedInAccountOrChallenged:
        """Sign in with the code that a provider's confirmation gave."""

    def sign_out_everywhere(self, account_id: str) -> None:
        """Sign somebody out on every device, and end their API keys."""

    def start_appointment(
        self, appointment_id: str, *, idempotency_key: str | None = None
    ) -> types.Appointment:
        """Begin the work."""

    def start_conversation(
        self, *, idempotency_key: str | None = None, **body: Unpack[types.StartConversationRequest]
    ) -> types.Conversation:
        """Start a conversation."""

    def start_project(
        self, project_id: str, *, idempotency_key: str | None = None, **body: Unpack[types.MoveProjectRequest]
    ) -> types.Project:
        """Begin the work; the first task that is started does so by itself."""

    def start_sign_in_by_provider(self, provider: str, *, code_challenge: str) -> None:
        """Send a browser to a provider to sign in."""

    def start_timer(
        self, *, idempotency_key: str | None = None, **body: Unpack[types.StartTimerRequest]
    ) -> types.TimeLogWithSegments:
        """Start a timer on a task that is assigned to you."""

    def step_up(self, **body: Unpack[types.StepUpRequest]) -> None:
        """Show once more who you are: for ten minutes dangerous changes are let through."""

    def stop_address(
        self, *, idempotency_key: str | None = None, **body: Unpack[types.StopAddressRequest]
    ) -> types.StoppedAddress:
        """Stop an address: nothing is sent to it any more."""

    def stop_timer(
        self, time_log_id: str, *, idempotency_key: str | None = None
    ) -> types.TimeLogWithSegments:
        """Stop a timer for good."""

    def submit_for_quality_check(
        self, project_id: str, *, idempotency_key: str | None = None, **body: Unpack[types.MoveProjectRequest]
    ) -> types.Project:
        """Hand the finished work to whoever checks it."""

    def take_back(self, appointment_id: str, *, idempotency_key: str | None = None) -> types.Appointment:
        """Note that what was lent is back; it is free from now on."""

    def take_over_public_holidays(
        self, **body: Unpack[types.TakeOverPublicHolidaysRequest]
    ) -> types.TakenOverHolidays:
        """Close a location on public holidays."""

    def take_payment(
        self, project_id: str, *, idempotency_key: str | None = None, **body: Unpack[types.TakePaymentRequest]
    ) -> types.Payment:
        """Take a payment at the desk, whole or in part, before the invoice or for it."""

    def take_up_deferred_work(
        self, project_id: str, *, idempotency_key: str | None = None, **body: Unpack[types.TakeUpRequest]
    ) -> types.Estimate:
        """Put deferred work on the project's estimate, at the price of then with the tax of today."""

    def test_webhook(self, webhook_id: str, *, idempotency_key: str | None = None) -> types.WebhookDelivery:
        """Send a webhook an event of the type `webhook.test`, in the way of all others."""

    def transfer_vehicle(
        self,
        vehicle_id: str,
        *,
        idempotency_key: str | None = None,
        **body: Unpack[types.TransferVehicleRequest],
    ) -> types.Vehicle:
        """Give a vehicle to another customer."""

    def undo_email_change(self, **body: Unpack[types.MailedCodeRequest]) -> None:
        """Bring an account back to the address of before, by the code that was mailed there."""

    def unlink_identity(
        self, identity_id: str, *, if_match: Mapping[str, object] | str | None = None
    ) -> None:
        """Sign in by this identity no more."""

    def unsubscribe(self, unsubscribe_token: str) -> None:
        """End mails of a kind in one click, without signing in (RFC 8058)."""

    def verify_email(self, **body: Unpack[types.MailedCodeRequest]) -> None:
        """Show by the code that was mailed that the address of an account is its person's."""

    def verify_phone(self) -> None:
        """Have six digits sent to your phone by text message; they count for ten minutes."""

    def void_invoice(
        self, invoice_id: str, *, idempotency_key: str | None = None, **body: Unpack[types.VoidInvoiceRequest]
    ) -> types.InvoiceWithContent:
        """Take an invoice back whole; the answer is the credit note."""

    def withdraw_factor_reset(
        self, factor_reset_id: str, *, if_match: Mapping[str, object] | str | None = None
    ) -> None:
        """Withdraw a reset that waits, or refuse what another admin asked for."""

    def write_off_invoice(
        self, invoice_id: str, *, idempotency_key: str | None = None, **body: Unpack[types.WriteOffRequest]
    ) -> types.Payment:
        """Expect no more of an invoice than was paid: the rest of its balance is written off."""
