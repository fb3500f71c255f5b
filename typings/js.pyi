# The browser's global scope as Pyodide shows it. Its objects are JavaScript's: nothing to check.
from typing import Any

def __getattr__(name: str) -> Any: ...
