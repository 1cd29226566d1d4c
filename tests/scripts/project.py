"""What the scripts look after."""

from pathlib import Path

ROOT = Path(__file__).parents[2]
SERVICES = [
    "authentication-service",
    "customer-service",
    "employee-service",
    "vehicleandproject-service",
    "appointment-service",
    "notification-service",
    "user-service",
    "chatbot-service",
]
