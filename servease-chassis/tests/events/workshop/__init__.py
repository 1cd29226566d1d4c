"""An app with one handler, for the tests that run a real events process."""
