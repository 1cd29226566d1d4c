"""What the documentation shows. The ids are those of the demo data, the same in all services."""

from chassis.api.examples import body, parameters, seeded

# Of the demo customer's calendar, in development only.
DEMO_TOKEN = "a-secret-address-in-development-and-no-more"

parameters(feed_id=seeded(44), token=DEMO_TOKEN)
parameters(**{"If-Modified-Since": "Mon, 30 Nov 2026 08:00:00 GMT"})

ADD_FEED = body("Your own", {"kind": "personal", "name": "On my phone"})
ADD_FEED_OF_A_BAY = body("Of a bay", {"kind": "bay", "bay_id": seeded(21)})
