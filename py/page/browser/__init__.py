"""The browser as Python sees it: elements, events, canvas, animation frames, storage, address."""
