"""What happens, as it happens: one process without a database reads the streams and tells who listens.

It is no app of Django's: nothing is stored. `servease stream` runs it, and docs/adr/0041 says why it is so.
"""
