"""What a refusal of fields says."""


def fields(reply):
    """The status of a reply, and of each field that it refuses the code."""
    return reply.status_code, [(error["field"], error["code"]) for error in reply.json()["errors"]]


CODE_INVALID = (400, [("code", "code_invalid")])
