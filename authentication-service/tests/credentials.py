"""What the people of these tests sign in with."""

PASSWORD = "a-long-way-to-tipperary"
