"""Files that people upload: checked, stored once for all replicas, read at links that expire (docs/adr/0031).

A service installs the app `chassis.files` and has the route `file`; the chassis' README shows how.
"""
