"""Where the links of messages lead: to a frontend's pages, or to the gateway's own (settings.LINKS)."""

from urllib.parse import quote

from django.conf import settings


def link_to(about: str, about_id: object) -> str:
    """The page of a thing, such as `("waitlist", entry_id)`; empty if there is none, and then no button.

    An id that lets its reader in, such as that of "unsubscribe", is behind a # at the gateway's own pages: no
    server is sent it there, and no log has it.
    """
    template: str = settings.LINKS.get(about, "")
    return template.replace("{id}", quote(str(about_id), safe=":")) if about_id else ""
