"""The one error that the runtime's modules raise on purpose."""


class RuntimeSetupError(Exception):
    """Something a person has to know, in one line."""
