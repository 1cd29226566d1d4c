"""The eight services and their own ports."""

PORTS = {
    "authentication-service": 8001,
    "customer-service": 8002,
    "employee-service": 8003,
    "vehicleandproject-service": 8004,
    "appointment-service": 8005,
    "notification-service": 8006,
    "user-service": 8007,
    "chatbot-service": 8008,
}
