"""Reading the Python that runs, and running what visitors make of it.

Nothing here runs a text but `running.run`, which *Run* alone calls (docs/code.md).
"""
