"""Where addresses, numbers and passwords are changed by codes."""

AUTH = "/api/v1/auth/"
FORGOT = AUTH + "password/forgot/"
RESET = AUTH + "password/reset/"
VERIFY = AUTH + "email/verify/"
RESEND = AUTH + "email/verify/resend/"
CHANGE = AUTH + "email/change/"
CONFIRM = AUTH + "email/change/confirm/"
UNDO = AUTH + "email/change/undo/"
PHONE = AUTH + "phone/verify/"
CONFIRM_PHONE = AUTH + "phone/verify/confirm/"
ACCOUNTS = AUTH + "accounts/"
ACCEPT = AUTH + "invitations/accept/"
ME = AUTH + "me/"
REFRESH = AUTH + "token/refresh/"


def invitation_of(account_id: object) -> str:
    return f"{ACCOUNTS}{account_id}/invitation/"
