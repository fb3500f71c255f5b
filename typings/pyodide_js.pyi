# Pyodide's own interface, as JavaScript has it.
from typing import Any

def loadPackage(name: str, /, **options: Any) -> Any: ...
