"""What the documentation shows."""

from chassis.api.examples import body, parameters, seeded

parameters(broadcast_id=seeded(64))

WINTER = {
    "title": "Winter tyres",
    "body": "From Monday we change tyres until eight in the evening.",
    "languages": ["en"],
    "cities": ["Berlin"],
    "customer_ids": [seeded(1)],
    "channels": ["email"],
}
BEGIN = body("To those in Berlin who read English", WINTER)
COUNT = body("Those in Berlin who read English", {"languages": ["en"], "cities": ["Berlin"]})
