# The little of pyodide.ffi that the page uses; pyodide-py itself wants the browser's Python.
from collections.abc import Callable
from typing import Any

class JsException(Exception): ...

def create_proxy(obj: Callable[..., Any], /) -> Any: ...
