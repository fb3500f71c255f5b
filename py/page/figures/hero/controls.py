"""Buttons, menus, sliders and keys of the hero: they report what was asked and show what holds."""

from __future__ import annotations

from typing import Protocol

from page.browser.dom import Element, by_id, listen, on_click, set_text
from page.browser.keys import undo_keys
from page.denoisers import LABELS
from page.figures.hero.settings import WALKS, HeroSettings
from page.widgets.fields import Choice, NumberField, enable
from page.widgets.transport import PlayButtons, TimeSlider
from page.widgets.words import schedule_labels
from unerase.noise import MAX_SEED
from unerase.presets import preset_label, preset_names
from unerase.samplers import SAMPLERS
from unerase.schedules import MAX_STEPS

OWN_DRAWING = "Your own"


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
    def set_denoiser(self, name: str) -> None: ...
    def another_walk(self) -> None: ...
    def walk_from_here(self) -> None: ...
    def put_on_shelf(self) -> None: ...
    def set_seed(self, seed: int) -> None: ...
    def new_noise(self) -> None: ...
    def say(self, message: str) -> None: ...


class Controls:
    """Everything of the hero that is pressed, chosen or typed."""

    def __init__(self, prefix: str, figure: Element, actions: HeroActions) -> None:
        self._figure = figure
        presets = [("", OWN_DRAWING), *((slug, preset_label(slug)) for slug in preset_names())]
        self._preset = Choice(f"{prefix}-preset", presets, actions.pick_preset)
        self._labelled_for = HeroSettings.steps
        schedules = schedule_labels(HeroSettings.steps).items()
        self._schedule = Choice(f"{prefix}-schedule", schedules, actions.set_schedule)
        self._walk = Choice(f"{prefix}-walk", WALKS.items(), actions.set_sampler)
        self._denoiser = Choice(f"{prefix}-denoiser", LABELS.items(), actions.set_denoiser)
        self._steps = NumberField(
            f"{prefix}-steps",
            "The number of steps",
            (1, MAX_STEPS),
            actions.set_steps,
            actions.say,
        )
        self._seed = NumberField(
            f"{prefix}-seed", "The seed", (0, MAX_SEED), actions.set_seed, actions.say
        )
        self._slider = TimeSlider(prefix, actions.scrub)
        self._buttons = PlayButtons(
            prefix,
            {
                "forward": actions.forward,
                "reverse": actions.reverse,
                "pause": actions.pause,
                "ahead": actions.step_forward,
                "back": actions.step_back,
            },
        )
        self._phase = by_id(f"{prefix}-phase")
        self._undo, self._redo, self._another, self._here = (
            by_id(f"{prefix}-{name}") for name in ("undo", "redo", "another", "here")
        )
        on_click(self._undo, actions.undo)
        on_click(self._redo, actions.redo)
        on_click(self._another, actions.another_walk)
        on_click(self._here, actions.walk_from_here)
        on_click(by_id(f"{prefix}-put"), actions.put_on_shelf)
        on_click(by_id(f"{prefix}-clear"), actions.clear)
        on_click(by_id(f"{prefix}-dice"), actions.new_noise)
        listen(
            by_id(f"{prefix}-speed"),
            "change",
            lambda event: actions.set_speed(float(event.target.value)),
        )
        listen(figure, "keydown", undo_keys(actions.undo, actions.redo))

    def enable(self) -> None:
        """Let the visitor at them."""
        enable(self._figure)

    def show(self, settings: HeroSettings, preset: str, can_undo: bool, can_redo: bool) -> None:
        """Make every control say what `settings` say; `preset` is empty for one's own drawing."""
        self._preset.show(preset)
        self._schedule.show(settings.schedule)
        self._walk.show(settings.sampler)
        self._denoiser.show(settings.denoiser)
        self._steps.show(settings.steps)
        self._seed.show(settings.seed)
        if settings.steps != self._labelled_for:
            self._labelled_for = settings.steps
            labels = schedule_labels(settings.steps)
            for option in self._schedule.element.options:
                set_text(option, labels[option.value])
        self._another.disabled = not SAMPLERS[settings.sampler].stochastic
        # Not `disabled`: that would take the keyboard's place away with the last undo.
        self._undo.ariaDisabled = str(not can_undo).lower()
        self._redo.ariaDisabled = str(not can_redo).lower()

    def show_time(self, settings: HeroSettings, direction: int) -> None:
        """Make the slider and the buttons of time say where it is and which way it runs."""
        t, steps = settings.timestep, settings.steps
        way = "walk back" if settings.phase == "reverse" else "forward"
        self._slider.show(t, steps, f"step {t} of {steps}, {way}")
        set_text(self._phase, f"{way}, step {t} of {steps}")
        self._buttons.show(direction, t, steps)
        # Not `disabled`, for the same reason: it changes while time runs.
        here = settings.phase == "forward" and t > 0
        self._here.ariaDisabled = str(not here).lower()
