"""English, as it is written in Britain."""

from texts.language import Language, Words

SEE_APPOINTMENT = "See the appointment"
SEE_WORK = "See the work"
SEE_ACCOUNT = "See your account"
FROM_WHERE = (
    "{{ when }}{% if device %}, with {{ device }}{% endif %}{% if address %}, from {{ address }}{% endif %}"
)
NOT_YOU = "\n\nIf that was not you, set a new password now, which signs out all devices, and talk to us."
NAMED = "{% if name %} Its name: {{ name }}.{% endif %}"
REASON = "{% if reason %} Reason: {{ reason }}{% endif %}"

ENGLISH = Language(
    code="en",
    name="English",
    locale="en_GB",
    day="EEEE, d MMMM y",
    instant="EEEE, d MMMM y 'at' HH:mm",
    is_reviewed=True,
    texts={
        "booked": Words("Booked: {{ service }}", "We have your booking for {{ when }}.", SEE_APPOINTMENT),
        "confirmed": Words("Confirmed: {{ service }}", "We expect you on {{ when }}.", SEE_APPOINTMENT),
        "rescheduled": Words("Moved: {{ service }}", "Your new time is {{ when }}.", SEE_APPOINTMENT),
        "reminder": Words("Reminder: {{ service }}", "Your appointment is on {{ when }}.", SEE_APPOINTMENT),
        "checked_in": Words("Checked in: {{ service }}", "Your car is with us.", SEE_APPOINTMENT),
        "started": Words("Started: {{ service }}", "We are working on your car.", SEE_APPOINTMENT),
        "extended": Words(
            "Takes longer: {{ service }}", "The work on your car lasts until {{ until }}.", SEE_APPOINTMENT
        ),
        "no_show": Words("Missed: {{ service }}", "We did not see you on {{ when }}.", SEE_APPOINTMENT),
        "expired": Words(
            "Not confirmed: {{ service }}",
            "Your booking for {{ when }} was never confirmed; please book again.",
            SEE_APPOINTMENT,
        ),
        "cancelled": Words(
            "Cancelled: {{ service }}",
            "The booking for {{ when }} is cancelled." + REASON,
            SEE_APPOINTMENT,
        ),
        "assigned": Words(
            "Yours: {{ service }}", "You have been given the booking for {{ when }}.", SEE_APPOINTMENT
        ),
        "unassigned": Words(
            "Not yours any more: {{ service }}", "Somebody else has the booking for {{ when }}."
        ),
        "slot_offered": Words(
            "Free for you: {{ service }}",
            "{{ when }} has become free. Accept it by {{ until }}.",
            "Accept the time",
        ),
        "offer_expired": Words(
            "Not yours any more: {{ service }}", "The offer of {{ when }} was not accepted in time."
        ),
        "waiting_ended": Words(
            "{% if offers_passed %}Off the waiting list"
            "{% else %}Nothing became free{% endif %}: {{ service }}",
            "{% if offers_passed %}You did not take three offers; you can wait anew."
            "{% else %}The times that you waited for are over.{% endif %}",
        ),
        "date_refused": Words(
            "Not booked: {{ service }}",
            "{{ when }} of your series could not be booked; please choose another time.",
            "Choose a time",
        ),
        "project_estimate": Words(
            "Being estimated: {{ title }}", "You will hear what it would cost." + REASON, SEE_WORK
        ),
        "project_authorised": Words(
            "Agreed: {{ title }}", "What you agreed to is going to be done." + REASON, SEE_WORK
        ),
        "ready": Words("Ready: {{ title }}", "The work is done." + REASON, SEE_WORK),
        "project_cancelled": Words(
            "Cancelled: {{ title }}", "This work is not to be done." + REASON, SEE_WORK
        ),
        "project_rejected": Words(
            "Not taken on: {{ title }}", "We cannot take this work on." + REASON, SEE_WORK
        ),
        "estimate_sent": Words(
            "{% if undecided_lines %}Please decide{% else %}Estimate{% endif %}: {{ title }}",
            "{% if undecided_lines %}The estimate comes to {{ total }} with tax; say yes or no to each line."
            "{% else %}It comes to {{ total }} with tax.{% endif %}",
            "See the estimate",
        ),
        "eta": Words(
            "When it is ready: {{ title }}", "We expect to be done on {{ when }}." + REASON, SEE_WORK
        ),
        "progress": Words(
            "{{ title }}: {{ progress_percent }}%", "{{ progress_percent }}% of the work is done.", SEE_WORK
        ),
        "invoice": Words(
            "Invoice {{ name }}: {{ title }}",
            "{% if rest %}Please pay {{ rest }} by {{ due_on }}."
            "{% else %}It is paid already, with thanks.{% endif %}",
            "See the invoice",
        ),
        "payment_received": Words(
            "{% if title %}Paid: {{ title }}{% else %}Deposit received{% endif %}",
            "We have received {{ amount }}, with thanks."
            "{% if rest %} Still to be paid are {{ rest }}.{% endif %}",
        ),
        "payment_refunded": Words(
            "Refunded: {{ title }}", "We have refunded {{ amount }}. Reason: {{ reason }}"
        ),
        "service_due": Words(
            "Due: {{ title }}", "Your {{ make }} {{ model }} is due for it; please book.", "Book a time"
        ),
        "document_expired": Words(
            "Expires: {{ title }}", "This document of your {{ make }} {{ model }} expires.", "See the car"
        ),
        "broadcast": Words("{{ title }}", "{{ body }}"),
        "message_from_workshop": Words("Message from the workshop: {{ title }}", "{{ excerpt }}", SEE_WORK),
        "message_from_customer": Words("Message from the customer: {{ title }}", "{{ excerpt }}", SEE_WORK),
        "task_assigned": Words("New task: {{ title }}", "You have been given this task.", "See the task"),
        "task_unassigned": Words("Not yours any more: {{ title }}", "This task is off your list."),
        "task_cancelled": Words("Cancelled: {{ title }}", "This task is not to be done."),
        "password_changed": Words(
            "Your password was changed",
            f"On {FROM_WHERE}.{NOT_YOU}",
            SEE_ACCOUNT,
        ),
        "new_sign_in": Words(
            "A new device signed in",
            f"Somebody signed in to your account on {FROM_WHERE}. If that was you, there is nothing to "
            f"do.{NOT_YOU}",
            SEE_ACCOUNT,
        ),
        "second_factor_added": Words(
            "A second factor was added",
            f"From now on, signing in asks for it too. It was added on {FROM_WHERE}.{NAMED}{NOT_YOU}",
            SEE_ACCOUNT,
        ),
        "second_factor_removed": Words(
            "A second factor was removed",
            f"Signing in does not ask for it any more. It was removed on {FROM_WHERE}.{NAMED}{NOT_YOU}",
            SEE_ACCOUNT,
        ),
        "recovery_codes_made": Words(
            "You have new recovery codes",
            f"Earlier ones no longer count. These were made on {FROM_WHERE}.{NOT_YOU}",
            SEE_ACCOUNT,
        ),
        "recovery_code_used": Words(
            "A recovery code was used",
            f"Somebody signed in to your account with it on {FROM_WHERE}. Each code counts once.{NOT_YOU}",
            SEE_ACCOUNT,
        ),
        "api_key_created": Words(
            "A new API key was made",
            f"Programs that have it act in your name. It was made on {FROM_WHERE}.{NAMED}"
            "\n\nIf that was not you, end it now, set a new password, and talk to us.",
            SEE_ACCOUNT,
        ),
        "api_keys_ended": Words(
            "Your API keys were ended",
            "Programs that used a key of your account act in your name no more, as it got a new password by "
            "mail or the workshop ended all its sessions; make new keys for those you know. "
            f"It was on {FROM_WHERE}.{NOT_YOU}",
            SEE_ACCOUNT,
        ),
        "identity_linked": Words(
            "Sign-in with {{ name }} was added",
            f"Whoever is signed in there can sign in here. "
            f"It was linked to your account on {FROM_WHERE}.{NOT_YOU}",
            SEE_ACCOUNT,
        ),
        "identity_unlinked": Words(
            "Sign-in with {{ name }} was removed",
            f"It opens your account no more. It was unlinked on {FROM_WHERE}.{NOT_YOU}",
            SEE_ACCOUNT,
        ),
        "factors_reset": Words(
            "Your second factors were reset",
            "We removed them on {{ when }}, as somebody said that you had lost yours. Sign in with "
            "your password and set up a new one."
            "\n\nIf you did not ask for that, set a new password now, and talk to us.",
            SEE_ACCOUNT,
        ),
        "factor_reset_requested": Words(
            "A reset of second factors was requested",
            "On {{ when }} an admin said that the second factors of {{ name }} are lost. Once another admin "
            "approves it, within a day, they are removed."
            "\n\nIf they are not lost, tell an admin, who can withdraw it.",
            SEE_ACCOUNT,
        ),
        "verify_email": Words(
            "Please confirm your address",
            "With the button you confirm that this address is yours. It works until {{ until }}."
            "\n\nIf you did not open an account with us, somebody else did with your address: do nothing, "
            "and do not confirm it.",
            "Confirm the address",
        ),
        "reset_password": Words(
            "Choose a new password",
            "Somebody, probably you, has forgotten the password of your account. With the button you "
            "choose a new one; it works once, until {{ until }}."
            "\n\nIf that was not you, do nothing: your password stays as it is.",
            "Choose a new password",
        ),
        "change_email": Words(
            "Please confirm your new address",
            "Your account is to have this address. It has the one of before until you confirm this one, "
            "which you can do until {{ until }}."
            "\n\nIf you know nothing of it, do nothing.",
            "Confirm the new address",
        ),
        "undo_email_change": Words(
            "Your account has another address",
            "We write to the new one from now on, and you sign in with it."
            "\n\nIf that was not you, take it back by {{ until }}: your account has this address again, "
            "all devices are signed out, and you choose a new password.",
            "Take it back",
        ),
        "invitation": Words(
            "You are invited",
            "There is an account for you with us. With the button you choose your password, and are "
            "signed in; it works once, until {{ until }}.",
            "Choose a password",
        ),
        "verify_phone": Words(
            "{{ code }} is the code that confirms your number. Nobody of us ever asks you for it.",
            "It counts until {{ until }}.",
        ),
    },
)
