"""What the documentation shows. A code that counts is in a mail alone, so that these are refused."""

from chassis.api.examples import body

A_CODE = "47DEQpj8HBSa-_TImW-5JCeuQeRkm5NMpJWZG3hSuFU"
NEW_PASSWORD = "another long demo password"

EMAIL = body("An address", {"email": "ada.000000@example.org"})
CODE = body("What the link carries", {"code": A_CODE})
RESET_PASSWORD = body("Another one", {"code": A_CODE, "password": NEW_PASSWORD})
ACCEPT_INVITATION = body("The first one", {"code": A_CODE, "password": NEW_PASSWORD})
CONFIRM_PHONE = body("Of the text message", {"code": "042042"})
INVITE = body(
    "A technician",
    {
        "email": "ada.000000@example.org",
        "first_name": "Ada",
        "last_name": "Byron",
        "role": "employee",
        "groups": ["technician"],
    },
)
SEND_INVITATION = body("At another address", {"email": "ada.000000@example.org"})
