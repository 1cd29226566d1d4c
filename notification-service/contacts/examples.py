"""What the documentation shows. The ids are those of the demo data, the same in all services."""

from chassis.api.examples import body, parameters, seeded

parameters(stopped_address_id=seeded(63), channel="email", reason="stopped", address="nobody@servease.test")

STOP_ADDRESS = body("Who wants no mail", {"channel": "email", "address": "nobody@servease.test"})
