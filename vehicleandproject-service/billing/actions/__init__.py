"""What is owed for the work, and what was paid.

Every change locks the project's row first, as every change of the project does.
"""
