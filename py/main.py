"""Wiring only. Data flows one way:

settings (drawing, seed, schedule, denoiser, sampler) → engine → Frames → player → canvas
"""

from page.browser.boot import guarded_start


def _start() -> None:
    # Imported here, so that a module that is missing or broken is caught and shown.
    from page.app import start

    start()


guarded_start(_start)
