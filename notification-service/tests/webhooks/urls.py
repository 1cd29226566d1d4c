WEBHOOKS = "/api/v1/notifications/webhooks/"
