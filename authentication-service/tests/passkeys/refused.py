"""What a passkey was refused with."""


def refused(reply):
    """As it is told by a sign-in, or by what somebody does who is signed in."""
    if reply.status_code == 401:
        return reply.json()["code"]
    assert reply.status_code == 400, reply.content
    [entry] = reply.json()["errors"]
    return entry["code"]
