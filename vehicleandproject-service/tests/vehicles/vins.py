"""Vehicle identification numbers."""

GOOD_VIN = "1HGCM82633A004352"
