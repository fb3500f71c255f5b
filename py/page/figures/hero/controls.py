"""Buttons, menus, sliders and keys of the hero: they report what was asked and show what holds."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Protocol

from page.browser.dom import Element, by_id, fill_select, listen, on_click, set_text
from page.state.settings import Settings
from unerase import preset_names
from unerase.noise import MAX_SEED
from unerase.presets import preset_label
from unerase.schedules import MAX_STEPS

OWN_DRAWING = "Your own"
SAMPLER_LABELS = {"ddpm": "stochastic", "ddim": "deterministic"}
PARTS = (
    *("preset", "undo", "redo", "clear"),
    *("timestep", "phase", "reverse", "forward", "back", "pause", "ahead", "speed"),
    *("schedule", "steps", "walk", "another", "seed", "dice"),
)


class HeroActions(Protocol):
    """What the controls can ask for."""

    def forward(self) -> None: ...
    def reverse(self) -> None: ...
    def pause(self) -> None: ...
    def step_forward(self) -> None: ...
    def step_back(self) -> None: ...
    def scrub(self, t: int) -> None: ...
    def set_speed(self, speed: float) -> None: ...
    def pick_preset(self, slug: str) -> None: ...
    def clear(self) -> None: ...
    def undo(self) -> None: ...
    def redo(self) -> None: ...
    def set_schedule(self, name: str) -> None: ...
    def set_steps(self, steps: int) -> None: ...
    def set_sampler(self, name: str) -> None: ...
    def another_walk(self) -> None: ...
    def set_seed(self, seed: int) -> None: ...
    def new_noise(self) -> None: ...
    def say(self, message: str) -> None: ...


def schedule_labels(steps: int) -> dict[str, str]:
    """The menu's wording for each schedule at this number of steps."""
    return {
        "linear": "Linear",
        "cosine": "Cosine",
        "literal": f"Linear, {steps} literal betas",
    }


class Controls:
    """Everything of the hero that is pressed, chosen or typed."""

    def __init__(self, prefix: str, figure: Element, actions: HeroActions) -> None:
        self._figure = figure
        self._part = {name: by_id(f"{prefix}-{name}") for name in PARTS}
        self._actions = actions
        fill_select(
            self._part["preset"],
            [("", OWN_DRAWING), *((slug, preset_label(slug)) for slug in preset_names())],
        )
        fill_select(self._part["schedule"], schedule_labels(Settings.steps).items())
        fill_select(self._part["walk"], SAMPLER_LABELS.items())
        for name, action in {
            "forward": actions.forward,
            "reverse": actions.reverse,
            "pause": actions.pause,
            "ahead": actions.step_forward,
            "back": actions.step_back,
            "clear": actions.clear,
            "undo": actions.undo,
            "redo": actions.redo,
            "another": actions.another_walk,
            "dice": actions.new_noise,
        }.items():
            on_click(self._part[name], action)
        self._on_choice("preset", actions.pick_preset)
        self._on_choice("schedule", actions.set_schedule)
        self._on_choice("walk", actions.set_sampler)
        self._on_choice("speed", lambda value: actions.set_speed(float(value)))
        listen(self._part["timestep"], "input", lambda e: actions.scrub(int(e.target.value)))
        self._on_number("steps", "The number of steps", 1, MAX_STEPS, actions.set_steps)
        self._on_number("seed", "The seed", 0, MAX_SEED, actions.set_seed)
        listen(figure, "keydown", lambda event: _undo_keys(event, actions))

    def enable(self) -> None:
        """Let the visitor at them: they are off while Python starts."""
        for fieldset in self._figure.querySelectorAll("fieldset"):
            fieldset.disabled = False

    def show(self, settings: Settings, preset: str, can_undo: bool, can_redo: bool) -> None:
        """Make every control say what `settings` say; `preset` is empty for one's own drawing."""
        steps = settings.steps
        for name, value in {
            "preset": preset,
            "schedule": settings.schedule,
            "walk": settings.sampler,
            "steps": str(steps),
            "seed": str(settings.seed),
        }.items():
            self._set_value(name, value)
        for option in self._part["schedule"].options:
            set_text(option, schedule_labels(steps)[option.value])
        self._part["another"].disabled = settings.sampler != "ddpm"
        # Not `disabled`: that would take the keyboard's place away with the last undo.
        self._part["undo"].ariaDisabled = str(not can_undo).lower()
        self._part["redo"].ariaDisabled = str(not can_redo).lower()

    def show_time(self, settings: Settings, direction: int) -> None:
        """Make the slider and the buttons of time say where it is and which way it runs."""
        t, steps = settings.timestep, settings.steps
        slider = self._part["timestep"]
        slider.max = steps
        slider.value = t
        way = "walk back" if settings.phase == "reverse" else "forward"
        slider.setAttribute("aria-valuetext", f"step {t} of {steps}, {way}")
        set_text(self._part["phase"], f"{way}, step {t} of {steps}")
        self._part["forward"].dataset.runs = str(direction > 0).lower()
        self._part["reverse"].dataset.runs = str(direction < 0).lower()
        self._part["pause"].dataset.idle = str(direction == 0).lower()

    def _set_value(self, name: str, value: str) -> None:
        element = self._part[name]
        invalid = element.getAttribute("aria-invalid") == "true"
        if element.value != value and not invalid:
            element.value = value

    def _on_choice(self, name: str, action: Callable[[str], None]) -> None:
        listen(self._part[name], "change", lambda event: action(event.target.value))

    def _on_number(
        self, name: str, label: str, low: int, high: int, action: Callable[[int], None]
    ) -> None:
        element = self._part[name]

        def typed(_event: Any) -> None:
            text = str(element.value)
            # A field of this kind gives an empty text for what is no number at all.
            valid = text.isascii() and text.isdigit() and low <= int(text) <= high
            element.setAttribute("aria-invalid", str(not valid).lower())
            advice = "" if valid else f"{label} must be a whole number from {low} to {high}."
            element.setCustomValidity(advice)
            self._actions.say(advice)
            if valid:
                element.dataset.held = text
                action(int(text))

        def entered(_event: Any) -> None:
            element.dataset.held = element.value

        def left(_event: Any) -> None:
            if element.getAttribute("aria-invalid") == "true":
                element.value = element.dataset.held
                element.setAttribute("aria-invalid", "false")
                element.setCustomValidity("")
                self._actions.say(f"{label} stays {element.value}.")

        listen(element, "focus", entered)
        listen(element, "input", typed)
        listen(element, "blur", left)


def _undo_keys(event: Any, actions: HeroActions) -> None:
    """Ctrl/⌘+Z undoes, with Shift (or Ctrl+Y) redoes, except where the visitor is typing."""
    if not (event.ctrlKey or event.metaKey) or event.target.matches("input[type=number]"):
        return
    key = event.key.lower()
    if key == "z" and not event.shiftKey:
        actions.undo()
    elif key == "y" or key == "z":
        actions.redo()
    else:
        return
    event.preventDefault()
