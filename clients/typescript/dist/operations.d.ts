export declare const OPERATIONS: {
    readonly acceptAppointment: {
        readonly method: "POST";
        readonly path: "/api/v1/appointments/{appointment_id}/accept/";
        readonly keyed: true;
    };
    readonly acceptInvitation: {
        readonly method: "POST";
        readonly path: "/api/v1/auth/invitations/accept/";
        readonly open: true;
        readonly signsIn: true;
    };
    readonly acceptOffer: {
        readonly method: "POST";
        readonly path: "/api/v1/appointments/waitlist/{entry_id}/accept/";
        readonly keyed: true;
    };
    readonly acceptTransfer: {
        readonly method: "POST";
        readonly path: "/api/v1/vehicles/transfers/accept/";
        readonly keyed: true;
    };
    readonly addAttachment: {
        readonly method: "POST";
        readonly path: "/api/v1/projects/{project_id}/attachments/";
        readonly keyed: true;
        readonly file: "file";
    };
    readonly addAuthenticator: {
        readonly method: "POST";
        readonly path: "/api/v1/auth/mfa/totp/";
    };
    readonly addBay: {
        readonly method: "POST";
        readonly path: "/api/v1/appointments/bays/";
        readonly keyed: true;
    };
    readonly addBlock: {
        readonly method: "POST";
        readonly path: "/api/v1/appointments/blocks/";
        readonly keyed: true;
    };
    readonly addCatalogueJob: {
        readonly method: "POST";
        readonly path: "/api/v1/projects/catalogue/";
        readonly keyed: true;
    };
    readonly addClosure: {
        readonly method: "POST";
        readonly path: "/api/v1/appointments/closures/";
        readonly keyed: true;
    };
    readonly addComment: {
        readonly method: "POST";
        readonly path: "/api/v1/projects/{project_id}/comments/";
        readonly keyed: true;
    };
    readonly addCustomer: {
        readonly method: "POST";
        readonly path: "/api/v1/customers/";
        readonly keyed: true;
    };
    readonly addDevice: {
        readonly method: "POST";
        readonly path: "/api/v1/notifications/devices/";
        readonly keyed: true;
    };
    readonly addDocument: {
        readonly method: "POST";
        readonly path: "/api/v1/vehicles/{vehicle_id}/documents/";
        readonly keyed: true;
        readonly file: "file";
    };
    readonly addEquipment: {
        readonly method: "POST";
        readonly path: "/api/v1/appointments/equipment/";
        readonly keyed: true;
    };
    readonly addFeed: {
        readonly method: "POST";
        readonly path: "/api/v1/appointments/feeds/";
    };
    readonly addInvoiceSeries: {
        readonly method: "POST";
        readonly path: "/api/v1/projects/invoice-series/";
        readonly keyed: true;
    };
    readonly addJob: {
        readonly method: "POST";
        readonly path: "/api/v1/projects/{project_id}/jobs/";
        readonly keyed: true;
    };
    readonly addLabourCost: {
        readonly method: "POST";
        readonly path: "/api/v1/projects/labour-costs/";
        readonly keyed: true;
    };
    readonly addLendable: {
        readonly method: "POST";
        readonly path: "/api/v1/appointments/lendables/";
        readonly keyed: true;
    };
    readonly addLine: {
        readonly method: "POST";
        readonly path: "/api/v1/projects/{project_id}/jobs/{job_id}/lines/";
        readonly keyed: true;
    };
    readonly addLocation: {
        readonly method: "POST";
        readonly path: "/api/v1/appointments/locations/";
        readonly keyed: true;
    };
    readonly addProjectEta: {
        readonly method: "POST";
        readonly path: "/api/v1/projects/{project_id}/etas/";
        readonly keyed: true;
    };
    readonly addServicePlan: {
        readonly method: "POST";
        readonly path: "/api/v1/vehicles/service-plans/";
        readonly keyed: true;
    };
    readonly addServiceType: {
        readonly method: "POST";
        readonly path: "/api/v1/appointments/service-types/";
        readonly keyed: true;
    };
    readonly addTask: {
        readonly method: "POST";
        readonly path: "/api/v1/projects/{project_id}/tasks/";
        readonly keyed: true;
    };
    readonly addTaxRate: {
        readonly method: "POST";
        readonly path: "/api/v1/projects/tax-rates/";
        readonly keyed: true;
    };
    readonly addWebhook: {
        readonly method: "POST";
        readonly path: "/api/v1/notifications/webhooks/";
    };
    readonly approveFactorReset: {
        readonly method: "POST";
        readonly path: "/api/v1/auth/factor-resets/{factor_reset_id}/approve/";
    };
    readonly approveProject: {
        readonly method: "POST";
        readonly path: "/api/v1/projects/{project_id}/approve/";
        readonly keyed: true;
    };
    readonly approveTimeOff: {
        readonly method: "POST";
        readonly path: "/api/v1/employees/time-off/{time_off_id}/approve/";
        readonly keyed: true;
    };
    readonly archiveNotification: {
        readonly method: "POST";
        readonly path: "/api/v1/notifications/{notification_id}/archive/";
        readonly keyed: true;
    };
    readonly assignAppointment: {
        readonly method: "POST";
        readonly path: "/api/v1/appointments/{appointment_id}/assign/";
        readonly keyed: true;
    };
    readonly authoriseLine: {
        readonly method: "POST";
        readonly path: "/api/v1/projects/{project_id}/jobs/{job_id}/lines/{line_id}/authorise/";
        readonly keyed: true;
    };
    readonly authoriseLineAsGuest: {
        readonly method: "POST";
        readonly path: "/api/v1/projects/guest/{guest_code}/lines/{line_id}/authorise/";
        readonly open: true;
    };
    readonly beginBroadcast: {
        readonly method: "POST";
        readonly path: "/api/v1/notifications/broadcasts/";
        readonly keyed: true;
    };
    readonly beginCheckout: {
        readonly method: "POST";
        readonly path: "/api/v1/projects/invoices/{invoice_id}/checkout/";
        readonly keyed: true;
    };
    readonly beginEstimate: {
        readonly method: "POST";
        readonly path: "/api/v1/projects/{project_id}/estimate/";
        readonly keyed: true;
    };
    readonly beginImport: {
        readonly method: "POST";
        readonly path: "/api/v1/vehicles/imports/";
        readonly keyed: true;
        readonly file: "file";
    };
    readonly beginPasskeyRegistration: {
        readonly method: "POST";
        readonly path: "/api/v1/auth/passkeys/registration/begin/";
    };
    readonly beginPasskeySecondFactor: {
        readonly method: "POST";
        readonly path: "/api/v1/auth/login/mfa/passkey/begin/";
        readonly open: true;
    };
    readonly beginPasskeySignIn: {
        readonly method: "POST";
        readonly path: "/api/v1/auth/login/passkey/begin/";
        readonly open: true;
    };
    readonly beginPasskeyStepUp: {
        readonly method: "POST";
        readonly path: "/api/v1/auth/step-up/passkey/begin/";
    };
    readonly bookAppointment: {
        readonly method: "POST";
        readonly path: "/api/v1/appointments/";
        readonly keyed: true;
    };
    readonly cancelAppointment: {
        readonly method: "POST";
        readonly path: "/api/v1/appointments/{appointment_id}/cancel/";
        readonly keyed: true;
    };
    readonly cancelBroadcast: {
        readonly method: "POST";
        readonly path: "/api/v1/notifications/broadcasts/{broadcast_id}/cancel/";
        readonly keyed: true;
    };
    readonly cancelProject: {
        readonly method: "POST";
        readonly path: "/api/v1/projects/{project_id}/cancel/";
        readonly keyed: true;
    };
    readonly cancelSeries: {
        readonly method: "POST";
        readonly path: "/api/v1/appointments/series/{series_id}/cancel/";
        readonly keyed: true;
    };
    readonly cancelTimeOff: {
        readonly method: "POST";
        readonly path: "/api/v1/employees/time-off/{time_off_id}/cancel/";
        readonly keyed: true;
    };
    readonly changeAccount: {
        readonly method: "PATCH";
        readonly path: "/api/v1/auth/accounts/{account_id}/";
    };
    readonly changeAppointment: {
        readonly method: "PATCH";
        readonly path: "/api/v1/appointments/{appointment_id}/";
    };
    readonly changeBay: {
        readonly method: "PATCH";
        readonly path: "/api/v1/appointments/bays/{bay_id}/";
    };
    readonly changeCatalogueJob: {
        readonly method: "PATCH";
        readonly path: "/api/v1/projects/catalogue/{catalogue_job_id}/";
    };
    readonly changeCustomer: {
        readonly method: "PATCH";
        readonly path: "/api/v1/customers/{customer_id}/";
    };
    readonly changeDocument: {
        readonly method: "PATCH";
        readonly path: "/api/v1/vehicles/{vehicle_id}/documents/{document_id}/";
    };
    readonly changeEmail: {
        readonly method: "POST";
        readonly path: "/api/v1/auth/email/change/";
    };
    readonly changeEmployee: {
        readonly method: "PATCH";
        readonly path: "/api/v1/employees/{employee_id}/";
    };
    readonly changeEquipment: {
        readonly method: "PATCH";
        readonly path: "/api/v1/appointments/equipment/{equipment_id}/";
    };
    readonly changeEstimate: {
        readonly method: "PATCH";
        readonly path: "/api/v1/projects/{project_id}/estimate/";
    };
    readonly changeInvoiceSeries: {
        readonly method: "PATCH";
        readonly path: "/api/v1/projects/invoice-series/{invoice_series_id}/";
    };
    readonly changeJob: {
        readonly method: "PATCH";
        readonly path: "/api/v1/projects/{project_id}/jobs/{job_id}/";
    };
    readonly changeLabourCost: {
        readonly method: "PATCH";
        readonly path: "/api/v1/projects/labour-costs/{labour_cost_id}/";
    };
    readonly changeLanguage: {
        readonly method: "PATCH";
        readonly path: "/api/v1/notifications/languages/{code}/";
    };
    readonly changeLendable: {
        readonly method: "PATCH";
        readonly path: "/api/v1/appointments/lendables/{lendable_id}/";
    };
    readonly changeLine: {
        readonly method: "PATCH";
        readonly path: "/api/v1/projects/{project_id}/jobs/{job_id}/lines/{line_id}/";
    };
    readonly changeLocation: {
        readonly method: "PATCH";
        readonly path: "/api/v1/appointments/locations/{location_id}/";
    };
    readonly changeOwnAccount: {
        readonly method: "PATCH";
        readonly path: "/api/v1/auth/me/";
    };
    readonly changeOwnCustomer: {
        readonly method: "PATCH";
        readonly path: "/api/v1/customers/me/";
    };
    readonly changeOwnEmployee: {
        readonly method: "PATCH";
        readonly path: "/api/v1/employees/me/";
    };
    readonly changeOwnProfile: {
        readonly method: "PATCH";
        readonly path: "/api/v1/users/me/";
    };
    readonly changePasskey: {
        readonly method: "PATCH";
        readonly path: "/api/v1/auth/passkeys/{passkey_id}/";
    };
    readonly changePassword: {
        readonly method: "POST";
        readonly path: "/api/v1/auth/password/change/";
    };
    readonly changePolicy: {
        readonly method: "PATCH";
        readonly path: "/api/v1/appointments/policies/";
    };
    readonly changePreferences: {
        readonly method: "PATCH";
        readonly path: "/api/v1/notifications/preferences/";
    };
    readonly changeProject: {
        readonly method: "PATCH";
        readonly path: "/api/v1/projects/{project_id}/";
    };
    readonly changeReminder: {
        readonly method: "PATCH";
        readonly path: "/api/v1/vehicles/{vehicle_id}/reminders/{reminder_id}/";
    };
    readonly changeSeries: {
        readonly method: "POST";
        readonly path: "/api/v1/appointments/series/{series_id}/change/";
        readonly keyed: true;
    };
    readonly changeServicePlan: {
        readonly method: "PATCH";
        readonly path: "/api/v1/vehicles/service-plans/{plan_id}/";
    };
    readonly changeServiceType: {
        readonly method: "PATCH";
        readonly path: "/api/v1/appointments/service-types/{service_type_id}/";
    };
    readonly changeTask: {
        readonly method: "PATCH";
        readonly path: "/api/v1/projects/{project_id}/tasks/{task_id}/";
    };
    readonly changeTaxRate: {
        readonly method: "PATCH";
        readonly path: "/api/v1/projects/tax-rates/{tax_rate_id}/";
    };
    readonly changeVehicle: {
        readonly method: "PATCH";
        readonly path: "/api/v1/vehicles/{vehicle_id}/";
    };
    readonly changeWebhook: {
        readonly method: "PATCH";
        readonly path: "/api/v1/notifications/webhooks/{webhook_id}/";
    };
    readonly changeWorkPolicy: {
        readonly method: "PATCH";
        readonly path: "/api/v1/projects/policies/";
    };
    readonly checkInAppointment: {
        readonly method: "POST";
        readonly path: "/api/v1/appointments/{appointment_id}/check-in/";
        readonly keyed: true;
    };
    readonly closeProject: {
        readonly method: "POST";
        readonly path: "/api/v1/projects/{project_id}/close/";
        readonly keyed: true;
    };
    readonly completeAppointment: {
        readonly method: "POST";
        readonly path: "/api/v1/appointments/{appointment_id}/complete/";
        readonly keyed: true;
    };
    readonly completePasskeyRegistration: {
        readonly method: "POST";
        readonly path: "/api/v1/auth/passkeys/registration/complete/";
    };
    readonly completePasskeySecondFactor: {
        readonly method: "POST";
        readonly path: "/api/v1/auth/login/mfa/passkey/complete/";
        readonly open: true;
        readonly signsIn: true;
    };
    readonly completePasskeySignIn: {
        readonly method: "POST";
        readonly path: "/api/v1/auth/login/passkey/complete/";
        readonly open: true;
        readonly signsIn: true;
        readonly takesDevice: true;
    };
    readonly completePasskeyStepUp: {
        readonly method: "POST";
        readonly path: "/api/v1/auth/step-up/passkey/complete/";
    };
    readonly completeSecondFactor: {
        readonly method: "POST";
        readonly path: "/api/v1/auth/login/mfa/";
        readonly open: true;
        readonly signsIn: true;
    };
    readonly confirmAppointment: {
        readonly method: "POST";
        readonly path: "/api/v1/appointments/{appointment_id}/confirm/";
        readonly keyed: true;
    };
    readonly confirmAuthenticator: {
        readonly method: "POST";
        readonly path: "/api/v1/auth/mfa/totp/confirm/";
    };
    readonly confirmEmailChange: {
        readonly method: "POST";
        readonly path: "/api/v1/auth/email/change/confirm/";
        readonly open: true;
    };
    readonly confirmPhone: {
        readonly method: "POST";
        readonly path: "/api/v1/auth/phone/verify/confirm/";
    };
    readonly correctTimeLog: {
        readonly method: "POST";
        readonly path: "/api/v1/employees/time-logs/{time_log_id}/correct/";
        readonly keyed: true;
    };
    readonly countBroadcast: {
        readonly method: "POST";
        readonly path: "/api/v1/notifications/broadcasts/count/";
    };
    readonly createProject: {
        readonly method: "POST";
        readonly path: "/api/v1/projects/";
        readonly keyed: true;
    };
    readonly declineLine: {
        readonly method: "POST";
        readonly path: "/api/v1/projects/{project_id}/jobs/{job_id}/lines/{line_id}/decline/";
        readonly keyed: true;
    };
    readonly declineLineAsGuest: {
        readonly method: "POST";
        readonly path: "/api/v1/projects/guest/{guest_code}/lines/{line_id}/decline/";
        readonly open: true;
    };
    readonly declineOffer: {
        readonly method: "POST";
        readonly path: "/api/v1/appointments/waitlist/{entry_id}/decline/";
        readonly keyed: true;
    };
    readonly decodeVin: {
        readonly method: "GET";
        readonly path: "/api/v1/vehicles/decode-vin/";
    };
    readonly deferLine: {
        readonly method: "POST";
        readonly path: "/api/v1/projects/{project_id}/jobs/{job_id}/lines/{line_id}/defer/";
        readonly keyed: true;
    };
    readonly deferLineAsGuest: {
        readonly method: "POST";
        readonly path: "/api/v1/projects/guest/{guest_code}/lines/{line_id}/defer/";
        readonly open: true;
    };
    readonly deliverProject: {
        readonly method: "POST";
        readonly path: "/api/v1/projects/{project_id}/deliver/";
        readonly keyed: true;
    };
    readonly endAccountApiKey: {
        readonly method: "DELETE";
        readonly path: "/api/v1/auth/accounts/{account_id}/api-keys/{api_key_id}/";
    };
    readonly endApiKey: {
        readonly method: "DELETE";
        readonly path: "/api/v1/auth/api-keys/{api_key_id}/";
    };
    readonly endOtherSessions: {
        readonly method: "POST";
        readonly path: "/api/v1/auth/sessions/end-others/";
    };
    readonly endSession: {
        readonly method: "DELETE";
        readonly path: "/api/v1/auth/sessions/{session_id}/";
    };
    readonly enterTime: {
        readonly method: "POST";
        readonly path: "/api/v1/employees/time-logs/";
        readonly keyed: true;
    };
    readonly extendAppointment: {
        readonly method: "POST";
        readonly path: "/api/v1/appointments/{appointment_id}/extend/";
        readonly keyed: true;
    };
    readonly failQualityCheck: {
        readonly method: "POST";
        readonly path: "/api/v1/projects/{project_id}/fail-quality-check/";
        readonly keyed: true;
    };
    readonly holdForDeferredWork: {
        readonly method: "POST";
        readonly path: "/api/v1/vehicles/{vehicle_id}/deferred-work/hold/";
        readonly keyed: true;
    };
    readonly holdForReminder: {
        readonly method: "POST";
        readonly path: "/api/v1/vehicles/{vehicle_id}/reminders/{reminder_id}/hold/";
        readonly keyed: true;
    };
    readonly holdProject: {
        readonly method: "POST";
        readonly path: "/api/v1/projects/{project_id}/hold/";
        readonly keyed: true;
    };
    readonly holdSlot: {
        readonly method: "POST";
        readonly path: "/api/v1/appointments/holds/";
        readonly keyed: true;
    };
    readonly inviteEmployee: {
        readonly method: "POST";
        readonly path: "/api/v1/auth/accounts/";
        readonly keyed: true;
    };
    readonly issueInvoice: {
        readonly method: "POST";
        readonly path: "/api/v1/projects/{project_id}/invoices/";
        readonly keyed: true;
    };
    readonly joinWaitlist: {
        readonly method: "POST";
        readonly path: "/api/v1/appointments/waitlist/";
        readonly keyed: true;
    };
    readonly leaveWaitlist: {
        readonly method: "DELETE";
        readonly path: "/api/v1/appointments/waitlist/{entry_id}/";
    };
    readonly lendUntil: {
        readonly method: "POST";
        readonly path: "/api/v1/appointments/{appointment_id}/lend-until/";
        readonly keyed: true;
    };
    readonly linkIdentity: {
        readonly method: "POST";
        readonly path: "/api/v1/auth/oidc/link/";
    };
    readonly listAccountApiKeys: {
        readonly method: "GET";
        readonly path: "/api/v1/auth/accounts/{account_id}/api-keys/";
        readonly pages: true;
    };
    readonly listAccountSessions: {
        readonly method: "GET";
        readonly path: "/api/v1/auth/accounts/{account_id}/sessions/";
        readonly pages: true;
    };
    readonly listAccounts: {
        readonly method: "GET";
        readonly path: "/api/v1/auth/accounts/";
        readonly pages: true;
    };
    readonly listAgreements: {
        readonly method: "GET";
        readonly path: "/api/v1/projects/{project_id}/estimate/agreements/";
        readonly pages: true;
    };
    readonly listApiKeys: {
        readonly method: "GET";
        readonly path: "/api/v1/auth/api-keys/";
        readonly pages: true;
    };
    readonly listAppointmentHistory: {
        readonly method: "GET";
        readonly path: "/api/v1/appointments/{appointment_id}/history/";
        readonly pages: true;
    };
    readonly listAppointments: {
        readonly method: "GET";
        readonly path: "/api/v1/appointments/";
        readonly pages: true;
    };
    readonly listAttachments: {
        readonly method: "GET";
        readonly path: "/api/v1/projects/{project_id}/attachments/";
        readonly pages: true;
    };
    readonly listBays: {
        readonly method: "GET";
        readonly path: "/api/v1/appointments/bays/";
        readonly pages: true;
    };
    readonly listBlocks: {
        readonly method: "GET";
        readonly path: "/api/v1/appointments/blocks/";
        readonly pages: true;
    };
    readonly listBroadcasts: {
        readonly method: "GET";
        readonly path: "/api/v1/notifications/broadcasts/";
        readonly pages: true;
    };
    readonly listCaps: {
        readonly method: "GET";
        readonly path: "/api/v1/projects/{project_id}/estimate/caps/";
        readonly pages: true;
    };
    readonly listCatalogue: {
        readonly method: "GET";
        readonly path: "/api/v1/projects/catalogue/";
        readonly pages: true;
    };
    readonly listClosures: {
        readonly method: "GET";
        readonly path: "/api/v1/appointments/closures/";
        readonly pages: true;
    };
    readonly listComments: {
        readonly method: "GET";
        readonly path: "/api/v1/projects/{project_id}/comments/";
        readonly pages: true;
    };
    readonly listConsents: {
        readonly method: "GET";
        readonly path: "/api/v1/customers/{customer_id}/consents/";
        readonly pages: true;
    };
    readonly listConversations: {
        readonly method: "GET";
        readonly path: "/api/v1/chatbot/conversations/";
        readonly pages: true;
    };
    readonly listCorrections: {
        readonly method: "GET";
        readonly path: "/api/v1/employees/time-logs/{time_log_id}/corrections/";
        readonly pages: true;
    };
    readonly listCustomers: {
        readonly method: "GET";
        readonly path: "/api/v1/customers/";
        readonly pages: true;
    };
    readonly listDeferredWork: {
        readonly method: "GET";
        readonly path: "/api/v1/projects/{project_id}/deferred-work/";
        readonly pages: true;
    };
    readonly listDeferredWorkOfVehicle: {
        readonly method: "GET";
        readonly path: "/api/v1/vehicles/{vehicle_id}/deferred-work/";
        readonly pages: true;
    };
    readonly listDeliveries: {
        readonly method: "GET";
        readonly path: "/api/v1/notifications/deliveries/";
        readonly pages: true;
    };
    readonly listDevices: {
        readonly method: "GET";
        readonly path: "/api/v1/notifications/devices/";
        readonly pages: true;
    };
    readonly listDocuments: {
        readonly method: "GET";
        readonly path: "/api/v1/vehicles/{vehicle_id}/documents/";
        readonly pages: true;
    };
    readonly listEmployees: {
        readonly method: "GET";
        readonly path: "/api/v1/employees/";
        readonly pages: true;
    };
    readonly listEquipment: {
        readonly method: "GET";
        readonly path: "/api/v1/appointments/equipment/";
        readonly pages: true;
    };
    readonly listFactorResets: {
        readonly method: "GET";
        readonly path: "/api/v1/auth/factor-resets/";
        readonly pages: true;
    };
    readonly listFeeds: {
        readonly method: "GET";
        readonly path: "/api/v1/appointments/feeds/";
        readonly pages: true;
    };
    readonly listGroups: {
        readonly method: "GET";
        readonly path: "/api/v1/auth/groups/";
    };
    readonly listGuestLinks: {
        readonly method: "GET";
        readonly path: "/api/v1/projects/{project_id}/guest-links/";
        readonly pages: true;
    };
    readonly listHolds: {
        readonly method: "GET";
        readonly path: "/api/v1/appointments/holds/";
        readonly pages: true;
    };
    readonly listIdentities: {
        readonly method: "GET";
        readonly path: "/api/v1/auth/oidc/identities/";
        readonly pages: true;
    };
    readonly listIdentityProviders: {
        readonly method: "GET";
        readonly path: "/api/v1/auth/oidc/";
        readonly open: true;
    };
    readonly listImports: {
        readonly method: "GET";
        readonly path: "/api/v1/vehicles/imports/";
        readonly pages: true;
    };
    readonly listInvoiceSeries: {
        readonly method: "GET";
        readonly path: "/api/v1/projects/invoice-series/";
        readonly pages: true;
    };
    readonly listInvoices: {
        readonly method: "GET";
        readonly path: "/api/v1/projects/invoices/";
        readonly pages: true;
    };
    readonly listJobs: {
        readonly method: "GET";
        readonly path: "/api/v1/projects/{project_id}/jobs/";
        readonly pages: true;
    };
    readonly listLabourCosts: {
        readonly method: "GET";
        readonly path: "/api/v1/projects/labour-costs/";
        readonly pages: true;
    };
    readonly listLanguages: {
        readonly method: "GET";
        readonly path: "/api/v1/notifications/languages/";
    };
    readonly listLendables: {
        readonly method: "GET";
        readonly path: "/api/v1/appointments/lendables/";
        readonly pages: true;
    };
    readonly listLines: {
        readonly method: "GET";
        readonly path: "/api/v1/projects/{project_id}/jobs/{job_id}/lines/";
        readonly pages: true;
    };
    readonly listLocations: {
        readonly method: "GET";
        readonly path: "/api/v1/appointments/locations/";
        readonly pages: true;
    };
    readonly listMessages: {
        readonly method: "GET";
        readonly path: "/api/v1/chatbot/conversations/{conversation_id}/messages/";
        readonly pages: true;
    };
    readonly listNotifications: {
        readonly method: "GET";
        readonly path: "/api/v1/notifications/";
        readonly pages: true;
    };
    readonly listOdometerReadings: {
        readonly method: "GET";
        readonly path: "/api/v1/vehicles/{vehicle_id}/odometer/";
        readonly pages: true;
    };
    readonly listOpeningExceptions: {
        readonly method: "GET";
        readonly path: "/api/v1/appointments/opening-hours/exceptions/";
        readonly pages: true;
    };
    readonly listOwnConsents: {
        readonly method: "GET";
        readonly path: "/api/v1/customers/me/consents/";
        readonly pages: true;
    };
    readonly listPasskeys: {
        readonly method: "GET";
        readonly path: "/api/v1/auth/passkeys/";
        readonly pages: true;
    };
    readonly listPayments: {
        readonly method: "GET";
        readonly path: "/api/v1/projects/{project_id}/payments/";
        readonly pages: true;
    };
    readonly listProjectEtas: {
        readonly method: "GET";
        readonly path: "/api/v1/projects/{project_id}/etas/";
        readonly pages: true;
    };
    readonly listProjectTimeline: {
        readonly method: "GET";
        readonly path: "/api/v1/projects/{project_id}/timeline/";
        readonly pages: true;
    };
    readonly listProjects: {
        readonly method: "GET";
        readonly path: "/api/v1/projects/";
        readonly pages: true;
    };
    readonly listPublicHolidays: {
        readonly method: "GET";
        readonly path: "/api/v1/appointments/closures/holidays/";
    };
    readonly listReminders: {
        readonly method: "GET";
        readonly path: "/api/v1/vehicles/{vehicle_id}/reminders/";
        readonly pages: true;
    };
    readonly listSeries: {
        readonly method: "GET";
        readonly path: "/api/v1/appointments/series/";
        readonly pages: true;
    };
    readonly listServicePlans: {
        readonly method: "GET";
        readonly path: "/api/v1/vehicles/service-plans/";
        readonly pages: true;
    };
    readonly listServiceTypes: {
        readonly method: "GET";
        readonly path: "/api/v1/appointments/service-types/";
        readonly pages: true;
    };
    readonly listSessions: {
        readonly method: "GET";
        readonly path: "/api/v1/auth/sessions/";
        readonly pages: true;
    };
    readonly listSlots: {
        readonly method: "GET";
        readonly path: "/api/v1/appointments/slots/";
    };
    readonly listStoppedAddresses: {
        readonly method: "GET";
        readonly path: "/api/v1/notifications/stopped-addresses/";
        readonly pages: true;
    };
    readonly listTasks: {
        readonly method: "GET";
        readonly path: "/api/v1/projects/{project_id}/tasks/";
        readonly pages: true;
    };
    readonly listTaxRates: {
        readonly method: "GET";
        readonly path: "/api/v1/projects/tax-rates/";
        readonly pages: true;
    };
    readonly listTemplateVersions: {
        readonly method: "GET";
        readonly path: "/api/v1/notifications/templates/{kind}/{language}/versions/";
        readonly pages: true;
    };
    readonly listTemplates: {
        readonly method: "GET";
        readonly path: "/api/v1/notifications/templates/";
    };
    readonly listTimeLogs: {
        readonly method: "GET";
        readonly path: "/api/v1/employees/time-logs/";
        readonly pages: true;
    };
    readonly listTimeOff: {
        readonly method: "GET";
        readonly path: "/api/v1/employees/time-off/";
        readonly pages: true;
    };
    readonly listTimeOffOfEmployee: {
        readonly method: "GET";
        readonly path: "/api/v1/employees/{employee_id}/time-off/";
        readonly pages: true;
    };
    readonly listVehicleHistory: {
        readonly method: "GET";
        readonly path: "/api/v1/vehicles/{vehicle_id}/history/";
        readonly pages: true;
    };
    readonly listVehicles: {
        readonly method: "GET";
        readonly path: "/api/v1/vehicles/";
        readonly pages: true;
    };
    readonly listWaitlist: {
        readonly method: "GET";
        readonly path: "/api/v1/appointments/waitlist/";
        readonly pages: true;
    };
    readonly listWebhookDeliveries: {
        readonly method: "GET";
        readonly path: "/api/v1/notifications/webhooks/{webhook_id}/deliveries/";
        readonly pages: true;
    };
    readonly listWebhooks: {
        readonly method: "GET";
        readonly path: "/api/v1/notifications/webhooks/";
        readonly pages: true;
    };
    readonly listWork: {
        readonly method: "GET";
        readonly path: "/api/v1/projects/work/";
        readonly pages: true;
    };
    readonly makeApiKey: {
        readonly method: "POST";
        readonly path: "/api/v1/auth/api-keys/";
    };
    readonly makeGuestLink: {
        readonly method: "POST";
        readonly path: "/api/v1/projects/{project_id}/guest-links/";
    };
    readonly makeRecoveryCodes: {
        readonly method: "POST";
        readonly path: "/api/v1/auth/mfa/recovery-codes/";
    };
    readonly makeReminder: {
        readonly method: "POST";
        readonly path: "/api/v1/vehicles/{vehicle_id}/reminders/";
        readonly keyed: true;
    };
    readonly makeSeries: {
        readonly method: "POST";
        readonly path: "/api/v1/appointments/series/";
        readonly keyed: true;
    };
    readonly makeTransferCode: {
        readonly method: "POST";
        readonly path: "/api/v1/vehicles/{vehicle_id}/transfer-code/";
    };
    readonly markAllNotificationsRead: {
        readonly method: "POST";
        readonly path: "/api/v1/notifications/read-all/";
    };
    readonly markNoShow: {
        readonly method: "POST";
        readonly path: "/api/v1/appointments/{appointment_id}/no-show/";
        readonly keyed: true;
    };
    readonly markNotificationRead: {
        readonly method: "POST";
        readonly path: "/api/v1/notifications/{notification_id}/read/";
        readonly keyed: true;
    };
    readonly markNotificationUnread: {
        readonly method: "POST";
        readonly path: "/api/v1/notifications/{notification_id}/unread/";
        readonly keyed: true;
    };
    readonly moveBookings: {
        readonly method: "POST";
        readonly path: "/api/v1/appointments/closures/{closure_id}/move-bookings/";
        readonly keyed: true;
        readonly pages: true;
    };
    readonly noteConsent: {
        readonly method: "POST";
        readonly path: "/api/v1/customers/{customer_id}/consents/";
        readonly keyed: true;
    };
    readonly openUnsubscribePage: {
        readonly method: "GET";
        readonly path: "/api/v1/notifications/unsubscribe/{unsubscribe_token}/";
        readonly open: true;
    };
    readonly passQualityCheck: {
        readonly method: "POST";
        readonly path: "/api/v1/projects/{project_id}/pass-quality-check/";
        readonly keyed: true;
    };
    readonly pauseTimer: {
        readonly method: "POST";
        readonly path: "/api/v1/employees/time-logs/{time_log_id}/pause/";
        readonly keyed: true;
    };
    readonly previewTemplate: {
        readonly method: "POST";
        readonly path: "/api/v1/notifications/templates/{kind}/{language}/preview/";
    };
    readonly readAccount: {
        readonly method: "GET";
        readonly path: "/api/v1/auth/accounts/{account_id}/";
    };
    readonly readApiKey: {
        readonly method: "GET";
        readonly path: "/api/v1/auth/api-keys/{api_key_id}/";
    };
    readonly readAppointment: {
        readonly method: "GET";
        readonly path: "/api/v1/appointments/{appointment_id}/";
    };
    readonly readAttachment: {
        readonly method: "GET";
        readonly path: "/api/v1/projects/{project_id}/attachments/{attachment_id}/";
    };
    readonly readBay: {
        readonly method: "GET";
        readonly path: "/api/v1/appointments/bays/{bay_id}/";
    };
    readonly readBlock: {
        readonly method: "GET";
        readonly path: "/api/v1/appointments/blocks/{block_id}/";
    };
    readonly readBoard: {
        readonly method: "GET";
        readonly path: "/api/v1/projects/board/";
    };
    readonly readBroadcast: {
        readonly method: "GET";
        readonly path: "/api/v1/notifications/broadcasts/{broadcast_id}/";
    };
    readonly readCatalogueJob: {
        readonly method: "GET";
        readonly path: "/api/v1/projects/catalogue/{catalogue_job_id}/";
    };
    readonly readClosure: {
        readonly method: "GET";
        readonly path: "/api/v1/appointments/closures/{closure_id}/";
    };
    readonly readComebacks: {
        readonly method: "GET";
        readonly path: "/api/v1/projects/comebacks/";
    };
    readonly readConsentWordings: {
        readonly method: "GET";
        readonly path: "/api/v1/customers/consents/wordings/";
        readonly open: true;
    };
    readonly readConversation: {
        readonly method: "GET";
        readonly path: "/api/v1/chatbot/conversations/{conversation_id}/";
    };
    readonly readCustomer: {
        readonly method: "GET";
        readonly path: "/api/v1/customers/{customer_id}/";
    };
    readonly readDelivery: {
        readonly method: "GET";
        readonly path: "/api/v1/notifications/deliveries/{delivery_id}/";
    };
    readonly readDevice: {
        readonly method: "GET";
        readonly path: "/api/v1/notifications/devices/{device_id}/";
    };
    readonly readDocument: {
        readonly method: "GET";
        readonly path: "/api/v1/vehicles/{vehicle_id}/documents/{document_id}/";
    };
    readonly readEmployee: {
        readonly method: "GET";
        readonly path: "/api/v1/employees/{employee_id}/";
    };
    readonly readEquipment: {
        readonly method: "GET";
        readonly path: "/api/v1/appointments/equipment/{equipment_id}/";
    };
    readonly readEstimate: {
        readonly method: "GET";
        readonly path: "/api/v1/projects/{project_id}/estimate/";
    };
    readonly readEstimateAsGuest: {
        readonly method: "GET";
        readonly path: "/api/v1/projects/guest/{guest_code}/estimate/";
        readonly open: true;
    };
    readonly readFactorReset: {
        readonly method: "GET";
        readonly path: "/api/v1/auth/factor-resets/{factor_reset_id}/";
    };
    readonly readFeed: {
        readonly method: "GET";
        readonly path: "/api/v1/appointments/feeds/{feed_id}/";
    };
    readonly readFigures: {
        readonly method: "GET";
        readonly path: "/api/v1/appointments/stats/";
    };
    readonly readGuestLink: {
        readonly method: "GET";
        readonly path: "/api/v1/projects/{project_id}/guest-links/{guest_link_id}/";
    };
    readonly readHold: {
        readonly method: "GET";
        readonly path: "/api/v1/appointments/holds/{hold_id}/";
    };
    readonly readIdentity: {
        readonly method: "GET";
        readonly path: "/api/v1/auth/oidc/identities/{identity_id}/";
    };
    readonly readImport: {
        readonly method: "GET";
        readonly path: "/api/v1/vehicles/imports/{import_id}/";
    };
    readonly readInvoice: {
        readonly method: "GET";
        readonly path: "/api/v1/projects/invoices/{invoice_id}/";
    };
    readonly readInvoiceSeries: {
        readonly method: "GET";
        readonly path: "/api/v1/projects/invoice-series/{invoice_series_id}/";
    };
    readonly readJob: {
        readonly method: "GET";
        readonly path: "/api/v1/projects/{project_id}/jobs/{job_id}/";
    };
    readonly readKeySet: {
        readonly method: "GET";
        readonly path: "/api/v1/auth/.well-known/jwks.json";
        readonly open: true;
    };
    readonly readLabourCost: {
        readonly method: "GET";
        readonly path: "/api/v1/projects/labour-costs/{labour_cost_id}/";
    };
    readonly readLanguage: {
        readonly method: "GET";
        readonly path: "/api/v1/notifications/languages/{code}/";
    };
    readonly readLendable: {
        readonly method: "GET";
        readonly path: "/api/v1/appointments/lendables/{lendable_id}/";
    };
    readonly readLine: {
        readonly method: "GET";
        readonly path: "/api/v1/projects/{project_id}/jobs/{job_id}/lines/{line_id}/";
    };
    readonly readLineCost: {
        readonly method: "GET";
        readonly path: "/api/v1/projects/{project_id}/jobs/{job_id}/lines/{line_id}/cost/";
    };
    readonly readLocation: {
        readonly method: "GET";
        readonly path: "/api/v1/appointments/locations/{location_id}/";
    };
    readonly readLocationIdentity: {
        readonly method: "GET";
        readonly path: "/api/v1/appointments/locations/{location_id}/identity/";
    };
    readonly readNotification: {
        readonly method: "GET";
        readonly path: "/api/v1/notifications/{notification_id}/";
    };
    readonly readOpeningDay: {
        readonly method: "GET";
        readonly path: "/api/v1/appointments/opening-hours/exceptions/{date}/";
    };
    readonly readOpeningHours: {
        readonly method: "GET";
        readonly path: "/api/v1/appointments/opening-hours/";
    };
    readonly readOwnAccount: {
        readonly method: "GET";
        readonly path: "/api/v1/auth/me/";
    };
    readonly readOwnCustomer: {
        readonly method: "GET";
        readonly path: "/api/v1/customers/me/";
    };
    readonly readOwnEmployee: {
        readonly method: "GET";
        readonly path: "/api/v1/employees/me/";
    };
    readonly readOwnProfile: {
        readonly method: "GET";
        readonly path: "/api/v1/users/me/";
    };
    readonly readPasskey: {
        readonly method: "GET";
        readonly path: "/api/v1/auth/passkeys/{passkey_id}/";
    };
    readonly readPolicy: {
        readonly method: "GET";
        readonly path: "/api/v1/appointments/policies/";
    };
    readonly readPreferences: {
        readonly method: "GET";
        readonly path: "/api/v1/notifications/preferences/";
    };
    readonly readProfit: {
        readonly method: "GET";
        readonly path: "/api/v1/projects/{project_id}/profit/";
    };
    readonly readProject: {
        readonly method: "GET";
        readonly path: "/api/v1/projects/{project_id}/";
    };
    readonly readPushKey: {
        readonly method: "GET";
        readonly path: "/api/v1/notifications/devices/key/";
    };
    readonly readReminder: {
        readonly method: "GET";
        readonly path: "/api/v1/vehicles/{vehicle_id}/reminders/{reminder_id}/";
    };
    readonly readRota: {
        readonly method: "GET";
        readonly path: "/api/v1/appointments/rota/";
    };
    readonly readSecondFactors: {
        readonly method: "GET";
        readonly path: "/api/v1/auth/mfa/";
    };
    readonly readSeries: {
        readonly method: "GET";
        readonly path: "/api/v1/appointments/series/{series_id}/";
    };
    readonly readServicePlan: {
        readonly method: "GET";
        readonly path: "/api/v1/vehicles/service-plans/{plan_id}/";
    };
    readonly readServiceType: {
        readonly method: "GET";
        readonly path: "/api/v1/appointments/service-types/{service_type_id}/";
    };
    readonly readSession: {
        readonly method: "GET";
        readonly path: "/api/v1/auth/sessions/{session_id}/";
    };
    readonly readSkills: {
        readonly method: "GET";
        readonly path: "/api/v1/employees/{employee_id}/skills/";
    };
    readonly readStoppedAddress: {
        readonly method: "GET";
        readonly path: "/api/v1/notifications/stopped-addresses/{stopped_address_id}/";
    };
    readonly readTask: {
        readonly method: "GET";
        readonly path: "/api/v1/projects/{project_id}/tasks/{task_id}/";
    };
    readonly readTaxRate: {
        readonly method: "GET";
        readonly path: "/api/v1/projects/tax-rates/{tax_rate_id}/";
    };
    readonly readTemplate: {
        readonly method: "GET";
        readonly path: "/api/v1/notifications/templates/{kind}/{language}/";
    };
    readonly readTimeLog: {
        readonly method: "GET";
        readonly path: "/api/v1/employees/time-logs/{time_log_id}/";
    };
    readonly readUnreadCount: {
        readonly method: "GET";
        readonly path: "/api/v1/notifications/unread-count/";
    };
    readonly readUser: {
        readonly method: "GET";
        readonly path: "/api/v1/users/{account_id}/";
    };
    readonly readVehicle: {
        readonly method: "GET";
        readonly path: "/api/v1/vehicles/{vehicle_id}/";
    };
    readonly readWaitlistEntry: {
        readonly method: "GET";
        readonly path: "/api/v1/appointments/waitlist/{entry_id}/";
    };
    readonly readWebhook: {
        readonly method: "GET";
        readonly path: "/api/v1/notifications/webhooks/{webhook_id}/";
    };
    readonly readWorkPolicy: {
        readonly method: "GET";
        readonly path: "/api/v1/projects/policies/";
    };
    readonly readWorkingDay: {
        readonly method: "GET";
        readonly path: "/api/v1/employees/{employee_id}/working-hours/{date}/";
    };
    readonly readWorkingHours: {
        readonly method: "GET";
        readonly path: "/api/v1/employees/{employee_id}/working-hours/";
    };
    readonly receiveDeposit: {
        readonly method: "POST";
        readonly path: "/api/v1/appointments/{appointment_id}/deposit/";
        readonly keyed: true;
    };
    readonly receiveMailEvent: {
        readonly method: "POST";
        readonly path: "/api/v1/notifications/mail-events/";
        readonly open: true;
    };
    readonly receiveProviderEvent: {
        readonly method: "POST";
        readonly path: "/api/v1/projects/payments/stripe/";
        readonly open: true;
    };
    readonly receiveProviderMailEvents: {
        readonly method: "POST";
        readonly path: "/api/v1/notifications/mail-events/provider/";
        readonly open: true;
    };
    readonly receiveReply: {
        readonly method: "POST";
        readonly path: "/api/v1/notifications/replies/";
        readonly open: true;
    };
    readonly receiveTextMessage: {
        readonly method: "POST";
        readonly path: "/api/v1/notifications/sms/";
        readonly open: true;
    };
    readonly recordOdometerReading: {
        readonly method: "POST";
        readonly path: "/api/v1/vehicles/{vehicle_id}/odometer/";
        readonly keyed: true;
    };
    readonly refreshToken: {
        readonly method: "POST";
        readonly path: "/api/v1/auth/token/refresh/";
        readonly open: true;
    };
    readonly refundPayment: {
        readonly method: "POST";
        readonly path: "/api/v1/projects/{project_id}/payments/{payment_id}/refund/";
        readonly keyed: true;
    };
    readonly registerAccount: {
        readonly method: "POST";
        readonly path: "/api/v1/auth/register/";
        readonly open: true;
        readonly signsIn: true;
    };
    readonly registerVehicle: {
        readonly method: "POST";
        readonly path: "/api/v1/vehicles/";
        readonly keyed: true;
    };
    readonly rejectProject: {
        readonly method: "POST";
        readonly path: "/api/v1/projects/{project_id}/reject/";
        readonly keyed: true;
    };
    readonly rejectTimeOff: {
        readonly method: "POST";
        readonly path: "/api/v1/employees/time-off/{time_off_id}/reject/";
        readonly keyed: true;
    };
    readonly releaseAddress: {
        readonly method: "DELETE";
        readonly path: "/api/v1/notifications/stopped-addresses/{stopped_address_id}/";
    };
    readonly releaseSlot: {
        readonly method: "DELETE";
        readonly path: "/api/v1/appointments/holds/{hold_id}/";
    };
    readonly removeAttachment: {
        readonly method: "DELETE";
        readonly path: "/api/v1/projects/{project_id}/attachments/{attachment_id}/";
    };
    readonly removeAuthenticator: {
        readonly method: "DELETE";
        readonly path: "/api/v1/auth/mfa/totp/";
    };
    readonly removeBlock: {
        readonly method: "DELETE";
        readonly path: "/api/v1/appointments/blocks/{block_id}/";
    };
    readonly removeClosure: {
        readonly method: "DELETE";
        readonly path: "/api/v1/appointments/closures/{closure_id}/";
    };
    readonly removeConversation: {
        readonly method: "DELETE";
        readonly path: "/api/v1/chatbot/conversations/{conversation_id}/";
    };
    readonly removeDevice: {
        readonly method: "DELETE";
        readonly path: "/api/v1/notifications/devices/{device_id}/";
    };
    readonly removeDocument: {
        readonly method: "DELETE";
        readonly path: "/api/v1/vehicles/{vehicle_id}/documents/{document_id}/";
    };
    readonly removeJob: {
        readonly method: "DELETE";
        readonly path: "/api/v1/projects/{project_id}/jobs/{job_id}/";
    };
    readonly removeLine: {
        readonly method: "DELETE";
        readonly path: "/api/v1/projects/{project_id}/jobs/{job_id}/lines/{line_id}/";
    };
    readonly removeLocationLogo: {
        readonly method: "DELETE";
        readonly path: "/api/v1/appointments/locations/{location_id}/logo/";
    };
    readonly removeOpeningDay: {
        readonly method: "DELETE";
        readonly path: "/api/v1/appointments/opening-hours/exceptions/{date}/";
    };
    readonly removePasskey: {
        readonly method: "DELETE";
        readonly path: "/api/v1/auth/passkeys/{passkey_id}/";
    };
    readonly removeReminder: {
        readonly method: "DELETE";
        readonly path: "/api/v1/vehicles/{vehicle_id}/reminders/{reminder_id}/";
    };
    readonly removeVehicle: {
        readonly method: "DELETE";
        readonly path: "/api/v1/vehicles/{vehicle_id}/";
    };
    readonly removeWebhook: {
        readonly method: "DELETE";
        readonly path: "/api/v1/notifications/webhooks/{webhook_id}/";
    };
    readonly removeWorkingDay: {
        readonly method: "DELETE";
        readonly path: "/api/v1/employees/{employee_id}/working-hours/{date}/";
    };
    readonly replaceLocationIdentity: {
        readonly method: "PUT";
        readonly path: "/api/v1/appointments/locations/{location_id}/identity/";
    };
    readonly replaceLocationLogo: {
        readonly method: "PUT";
        readonly path: "/api/v1/appointments/locations/{location_id}/logo/";
        readonly file: "file";
    };
    readonly replaceOpeningDay: {
        readonly method: "PUT";
        readonly path: "/api/v1/appointments/opening-hours/exceptions/{date}/";
    };
    readonly replaceOpeningHours: {
        readonly method: "PUT";
        readonly path: "/api/v1/appointments/opening-hours/";
    };
    readonly replaceSkills: {
        readonly method: "PUT";
        readonly path: "/api/v1/employees/{employee_id}/skills/";
    };
    readonly replaceTemplate: {
        readonly method: "PUT";
        readonly path: "/api/v1/notifications/templates/{kind}/{language}/";
    };
    readonly replaceWorkingDay: {
        readonly method: "PUT";
        readonly path: "/api/v1/employees/{employee_id}/working-hours/{date}/";
    };
    readonly replaceWorkingHours: {
        readonly method: "PUT";
        readonly path: "/api/v1/employees/{employee_id}/working-hours/";
    };
    readonly replayDelivery: {
        readonly method: "POST";
        readonly path: "/api/v1/notifications/deliveries/{delivery_id}/replay/";
        readonly keyed: true;
    };
    readonly replayWebhookDelivery: {
        readonly method: "POST";
        readonly path: "/api/v1/notifications/webhooks/{webhook_id}/deliveries/{webhook_delivery_id}/replay/";
        readonly keyed: true;
    };
    readonly requestFactorReset: {
        readonly method: "POST";
        readonly path: "/api/v1/auth/accounts/{account_id}/factor-reset/";
    };
    readonly requestPasswordReset: {
        readonly method: "POST";
        readonly path: "/api/v1/auth/password/forgot/";
        readonly open: true;
    };
    readonly requestTimeOff: {
        readonly method: "POST";
        readonly path: "/api/v1/employees/{employee_id}/time-off/";
        readonly keyed: true;
    };
    readonly rescheduleAppointment: {
        readonly method: "POST";
        readonly path: "/api/v1/appointments/{appointment_id}/reschedule/";
        readonly keyed: true;
    };
    readonly resendEmailVerification: {
        readonly method: "POST";
        readonly path: "/api/v1/auth/email/verify/resend/";
        readonly open: true;
    };
    readonly resetPassword: {
        readonly method: "POST";
        readonly path: "/api/v1/auth/password/reset/";
        readonly open: true;
    };
    readonly restoreBuiltInTemplate: {
        readonly method: "DELETE";
        readonly path: "/api/v1/notifications/templates/{kind}/{language}/";
    };
    readonly resumeProject: {
        readonly method: "POST";
        readonly path: "/api/v1/projects/{project_id}/resume/";
        readonly keyed: true;
    };
    readonly resumeTimer: {
        readonly method: "POST";
        readonly path: "/api/v1/employees/time-logs/{time_log_id}/resume/";
        readonly keyed: true;
    };
    readonly returnFromProvider: {
        readonly method: "GET";
        readonly path: "/api/v1/auth/oidc/{provider}/callback/";
        readonly open: true;
    };
    readonly revokeFeed: {
        readonly method: "DELETE";
        readonly path: "/api/v1/appointments/feeds/{feed_id}/";
    };
    readonly revokeGuestLink: {
        readonly method: "DELETE";
        readonly path: "/api/v1/projects/{project_id}/guest-links/{guest_link_id}/";
    };
    readonly rotateWebhookSecret: {
        readonly method: "POST";
        readonly path: "/api/v1/notifications/webhooks/{webhook_id}/rotate-secret/";
    };
    readonly sendEstimate: {
        readonly method: "POST";
        readonly path: "/api/v1/projects/{project_id}/estimate/send/";
        readonly keyed: true;
    };
    readonly sendInvitation: {
        readonly method: "POST";
        readonly path: "/api/v1/auth/accounts/{account_id}/invitation/";
    };
    readonly sendMessage: {
        readonly method: "POST";
        readonly path: "/api/v1/chatbot/conversations/{conversation_id}/messages/";
        readonly keyed: true;
    };
    readonly setCap: {
        readonly method: "POST";
        readonly path: "/api/v1/projects/{project_id}/estimate/caps/";
        readonly keyed: true;
    };
    readonly setLineCost: {
        readonly method: "PUT";
        readonly path: "/api/v1/projects/{project_id}/jobs/{job_id}/lines/{line_id}/cost/";
    };
    readonly shareHistory: {
        readonly method: "POST";
        readonly path: "/api/v1/vehicles/{vehicle_id}/share-history/";
    };
    readonly signIn: {
        readonly method: "POST";
        readonly path: "/api/v1/auth/login/";
        readonly open: true;
        readonly signsIn: true;
        readonly takesDevice: true;
    };
    readonly signInByProvider: {
        readonly method: "POST";
        readonly path: "/api/v1/auth/login/oidc/";
        readonly open: true;
        readonly signsIn: true;
        readonly takesDevice: true;
    };
    readonly signOut: {
        readonly method: "POST";
        readonly path: "/api/v1/auth/logout/";
        readonly open: true;
    };
    readonly signOutEverywhere: {
        readonly method: "POST";
        readonly path: "/api/v1/auth/accounts/{account_id}/sign-out/";
    };
    readonly startAppointment: {
        readonly method: "POST";
        readonly path: "/api/v1/appointments/{appointment_id}/start/";
        readonly keyed: true;
    };
    readonly startConversation: {
        readonly method: "POST";
        readonly path: "/api/v1/chatbot/conversations/";
        readonly keyed: true;
    };
    readonly startProject: {
        readonly method: "POST";
        readonly path: "/api/v1/projects/{project_id}/start/";
        readonly keyed: true;
    };
    readonly startSignInByProvider: {
        readonly method: "GET";
        readonly path: "/api/v1/auth/oidc/{provider}/start/";
        readonly open: true;
    };
    readonly startTimer: {
        readonly method: "POST";
        readonly path: "/api/v1/employees/time-logs/start/";
        readonly keyed: true;
    };
    readonly stepUp: {
        readonly method: "POST";
        readonly path: "/api/v1/auth/step-up/";
    };
    readonly stopAddress: {
        readonly method: "POST";
        readonly path: "/api/v1/notifications/stopped-addresses/";
        readonly keyed: true;
    };
    readonly stopTimer: {
        readonly method: "POST";
        readonly path: "/api/v1/employees/time-logs/{time_log_id}/stop/";
        readonly keyed: true;
    };
    readonly submitForQualityCheck: {
        readonly method: "POST";
        readonly path: "/api/v1/projects/{project_id}/submit-for-quality-check/";
        readonly keyed: true;
    };
    readonly takeBack: {
        readonly method: "POST";
        readonly path: "/api/v1/appointments/{appointment_id}/take-back/";
        readonly keyed: true;
    };
    readonly takeOverPublicHolidays: {
        readonly method: "POST";
        readonly path: "/api/v1/appointments/closures/holidays/";
    };
    readonly takePayment: {
        readonly method: "POST";
        readonly path: "/api/v1/projects/{project_id}/payments/";
        readonly keyed: true;
    };
    readonly takeUpDeferredWork: {
        readonly method: "POST";
        readonly path: "/api/v1/projects/{project_id}/deferred-work/";
        readonly keyed: true;
    };
    readonly testWebhook: {
        readonly method: "POST";
        readonly path: "/api/v1/notifications/webhooks/{webhook_id}/test/";
        readonly keyed: true;
    };
    readonly transferVehicle: {
        readonly method: "POST";
        readonly path: "/api/v1/vehicles/{vehicle_id}/transfer/";
        readonly keyed: true;
    };
    readonly undoEmailChange: {
        readonly method: "POST";
        readonly path: "/api/v1/auth/email/change/undo/";
        readonly open: true;
    };
    readonly unlinkIdentity: {
        readonly method: "DELETE";
        readonly path: "/api/v1/auth/oidc/identities/{identity_id}/";
    };
    readonly unsubscribe: {
        readonly method: "POST";
        readonly path: "/api/v1/notifications/unsubscribe/{unsubscribe_token}/";
        readonly open: true;
    };
    readonly verifyEmail: {
        readonly method: "POST";
        readonly path: "/api/v1/auth/email/verify/";
        readonly open: true;
    };
    readonly verifyPhone: {
        readonly method: "POST";
        readonly path: "/api/v1/auth/phone/verify/";
    };
    readonly voidInvoice: {
        readonly method: "POST";
        readonly path: "/api/v1/projects/invoices/{invoice_id}/void/";
        readonly keyed: true;
    };
    readonly withdrawFactorReset: {
        readonly method: "DELETE";
        readonly path: "/api/v1/auth/factor-resets/{factor_reset_id}/";
    };
    readonly writeOffInvoice: {
        readonly method: "POST";
        readonly path: "/api/v1/projects/invoices/{invoice_id}/write-off/";
        readonly keyed: true;
    };
};
