"""What the documentation shows. The ids are those of the demo data, the same in all services."""

from chassis.api.examples import body, parameters, seeded

DEVICE = seeded(73)

parameters(device_id=DEVICE)

# The keys of RFC 8291's example, section 5.
KEYS = {
    "p256dh": "BCVxsr7N_eNgVRqvHtD0zTZsEc6-VV-JvLexhqUzORcxaOzi6-AYWXvTBHm4bjyPjs7Vd8pZGH6SRpkNtoIAiw4",
    "auth": "BTBZMqHH6r4Tts7J_aSIgg",
}
ADD_DEVICE = body(
    "A browser", {"endpoint": "https://push.example.org/send/4f1c", "keys": KEYS, "name": "Firefox at home"}
)
