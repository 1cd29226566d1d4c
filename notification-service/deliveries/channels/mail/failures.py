"""What it means for a mail when whoever should take it does not."""

import re
import smtplib
from collections.abc import Iterator
from contextlib import contextmanager

from anymail.exceptions import AnymailAPIError, AnymailError, AnymailRecipientsRefused

from deliveries.channels import Undeliverable, Unreachable

# Of whom there is no such mailbox (RFC 5321, 4.2.3), unless the enhanced code says otherwise.
NO_SUCH_MAILBOX = {550, 551, 553}
# Addressing, and a mailbox that is disabled (RFC 3463). What is left is full, or policy, which may change.
ENHANCED = re.compile(r"\b5\.(\d{1,3})\.(\d{1,3})\b")
TOO_LARGE = 552
# Of providers: that we are nobody they know is no fault of the mail, and passes when it is mended.
OURS_TO_MEND = {401, 402, 403, 404, 405, 408, 429}


@contextmanager
def named() -> Iterator[None]:
    """Give what goes wrong its name. Raises Undeliverable, Unreachable.

    Rule: what may be taken another time is tried again: a server that is away or busy (4xx), and whatever we
    have to mend, as a password or a sender that it refuses.
    Rule: an address that a server does not know is stopped. What it refuses for its content or by its policy
    is not sent again, and stops nothing.
    """
    try:
        yield
    except smtplib.SMTPRecipientsRefused as error:
        [(code, reply)] = error.recipients.values()
        raise _of_a_recipient(code, _text(reply)) from error
    except (smtplib.SMTPSenderRefused, smtplib.SMTPDataError) as error:
        raise _of_content(error) from error
    except smtplib.SMTPResponseException as error:
        raise Unreachable(f"{error.smtp_code} {_text(error.smtp_error)}") from error
    except AnymailRecipientsRefused as error:
        raise Undeliverable(
            f"The provider refuses the recipient: {_of_provider(error)}", stops=True
        ) from error
    except AnymailAPIError as error:
        status = error.status_code
        if status is None or status >= 500 or status in OURS_TO_MEND:
            raise Unreachable(f"The provider did not take it: {_of_provider(error)}") from error
        raise Undeliverable(f"The provider refuses it: {_of_provider(error)}") from error
    except AnymailError as error:
        raise Undeliverable(str(error)) from error
    except (smtplib.SMTPException, OSError) as error:
        raise Unreachable(str(error) or type(error).__name__) from error
    except (ValueError, UnicodeError) as error:
        # Headers, addresses and text that cannot be written as a mail.
        raise Undeliverable(str(error)) from error


def _of_a_recipient(code: int, reply: str) -> Undeliverable | Unreachable:
    said = f"{code} {reply}"
    if code < 500:
        return Unreachable(said)
    if enhanced := ENHANCED.search(reply):
        subject, detail = map(int, enhanced.groups())
        return Undeliverable(said, stops=subject == 1 or (subject, detail) == (2, 1))
    return Undeliverable(said, stops=code in NO_SUCH_MAILBOX)


def _of_content(error: smtplib.SMTPSenderRefused | smtplib.SMTPDataError) -> Undeliverable | Unreachable:
    reply = _text(error.smtp_error)
    said = f"{error.smtp_code} {reply}"
    is_about_us = isinstance(error, smtplib.SMTPSenderRefused) and error.smtp_code != TOO_LARGE
    if error.smtp_code < 500 or is_about_us:
        return Unreachable(said)
    enhanced = ENHANCED.search(reply)
    return Undeliverable(said, stops=bool(enhanced and enhanced[1] == "1"))


def _of_provider(error: AnymailError) -> str:
    """Without what was sent, which a full description would repeat."""
    if error.response is None:
        return str(error.describe_cause() or error.args[0])
    return f"{error.response.status_code} {_text(error.response.text)}"


def _text(reply: bytes | str) -> str:
    text = reply.decode(errors="replace") if isinstance(reply, bytes) else reply
    return " ".join(text.split())
