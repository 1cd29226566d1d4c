DEVICES = "/api/v1/notifications/devices/"
