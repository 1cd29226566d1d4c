// A file of its own, not a script in the page: the content security policy allows no inline code.
SwaggerUIBundle({
  url: "/api/v1/openapi.json",
  dom_id: "#api",
  deepLinking: true,
  docExpansion: "list",
  filter: true,
  persistAuthorization: true,
  tryItOutEnabled: true,
  // The default asks a validator on the internet.
  validatorUrl: null,
});
