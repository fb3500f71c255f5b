"""What the figure "Ask by name" says about its sheets, and about what is asked for."""

from __future__ import annotations

from collections.abc import Iterable

from page.denoisers import LEARNER
from page.figures.name.scene import Sheet, label_in, labels_of
from page.figures.name.settings import ANYTHING, NameSettings, write_weight
from page.state.shelf import Shelf, label_of
from page.widgets.numbers import percent
from page.widgets.words import all_over, away
from unerase.shapes import KINDS, STYLES, UNSEEN, shape_label

NEVER_SEEN = "never seen in training"
FETCHING = "The learner’s weights are loading …"


def kinds(style: str) -> dict[str, str]:
    """The menu of kinds; marked are those that training never had in this style."""
    marked = {kind: _marked(kind.capitalize(), (kind, style)) for kind in KINDS}
    return {ANYTHING: "Anything"} | marked


def styles(kind: str) -> dict[str, str]:
    """The menu of styles; marked are those in which training never had this kind."""
    marked = {style: _marked(style.capitalize(), (kind, style)) for style in STYLES}
    return {ANYTHING: "Any style"} | marked


def _marked(label: str, pair: tuple[str, str]) -> str:
    return f"{label} ({NEVER_SEEN})" if pair in UNSEEN else label


def about(s: NameSettings, shelf: Shelf) -> str:
    """What there is to know about the name that is asked for."""
    return _about_name(s.kind, s.style) if s.denoiser == LEARNER else _about_label(s.label, shelf)


def _about_name(kind: str, style: str) -> str:
    if not (kind or style):
        return "Nothing is asked for, so there is nothing to exaggerate: all sheets are alike."
    if not (kind and style):
        word = (kind or style).capitalize()
        return f"{word}: the other word is left open, as it was for some training pictures."
    label = shape_label(kind, style)
    if (kind, style) not in UNSEEN:
        return f"{label}: a pair that the network was trained on."
    return (
        f"{label}: {NEVER_SEEN}. The network was shown this kind in other styles, and this style "
        "on other kinds, but never the two together: it combines them here for the first time."
    )


def _about_label(label: str, shelf: Shelf) -> str:
    label = label_in(shelf, label)
    those = sum(sketch.label == label for sketch in shelf.sketches)
    if those == len(shelf.sketches):
        return (
            f"{label_of(shelf)}: every sketch is labelled “{label}”, so asking for it "
            "changes nothing."
        )
    return (
        f"{label_of(shelf)}: {those} of its {len(shelf.sketches)} sketches "
        f"{'is' if those == 1 else 'are'} labelled “{label}”."
    )


def notice(s: NameSettings, shelf: Shelf) -> str:
    """A sentence about settings that need one; else nothing."""
    if s.denoiser == LEARNER or s.label in ("", *labels_of(shelf)):
        return ""
    return (
        f"No sketch of this shelf is labelled “{s.label}”. "
        f"“{label_in(shelf, s.label)}” is asked for instead."
    )


def role(weight: float) -> str:
    """What guidance of that weight does with the name."""
    if weight == 0:
        return "the name does nothing"
    if weight == 1:
        return "the name counts once"
    return "partly" if weight < 1 else "exaggerated"


def title(weight: float) -> str:
    """The weight as it stands above the visitor's own sheet."""
    return f"w = {write_weight(weight)}"


def answer(sheet: Sheet) -> str:
    """What the answer of a sheet is like."""
    if not sheet.nearest:
        return f"{percent(sheet.ink)} ink"
    return f"label {sheet.label}: {sheet.nearest}, {away(sheet.off)}"


def answers(sheets: Iterable[Sheet | None]) -> dict[str, str]:
    """The answer of each sheet that is there, by the name of its place."""
    return {f"answer-{number}": answer(one) for number, one in enumerate(sheets, 1) if one}


def asked(s: NameSettings, shelf: Shelf) -> dict[str, str]:
    """What is said of the name and of the visitor's own weight, by the name of its place."""
    return {"title": title(s.weight), "role": role(s.weight), "about": about(s, shelf)}


def making(made: int, needed: int) -> str:
    """How far the walks have come."""
    return f"walking back: {made} of {needed} steps"


def arrival_words(sheets: Iterable[Sheet | None]) -> str:
    """What is said when all walks have come to their end."""
    return all_over(f"Guidance {write_weight(one.weight)}: {answer(one)}." for one in sheets if one)
