"""What to do next, in a sentence, and the question with which the oracle's walk ends."""

from __future__ import annotations

from dataclasses import dataclass

from page.denoisers import DENOISERS, MEMORISER, ORACLE, PRESETS
from page.figures.hero.settings import HeroSettings
from page.state.subject import Subject
from page.widgets.numbers import counted
from page.widgets.words import CELLS
from unerase import Schedule
from unerase.metrics import remains

DRAW = (
    "Draw on the sheet at any time. Forward mixes in noise, a little more at every step, "
    "until nothing of the drawing can be seen."
)
WATCH = "A drawing dissolves into noise, and comes back. Touch anything to take over."
ASK = (
    "Reverse asks the denoiser, at every step, what the drawing was, moves a little way towards "
    "its answer, and asks again."
)
EXACT = "It came back exactly. Of course: this denoiser, the oracle, remembered your drawing."
ASK_ANOTHER, ASK_THE_ORACLE = "Ask one that does not know it", "Ask the oracle again"


@dataclass(frozen=True)
class Home:
    """Where a walk ended: the drawing it is most like, of what its denoiser knows, and how far
    from the visitor's drawing, in cells of 1024."""

    name: str
    off: int


def other(denoiser: str) -> str:
    """Whom to ask after that one."""
    return PRESETS if denoiser == ORACLE else ORACLE


def ask_label(denoiser: str) -> str:
    """What the button says that asks the other one."""
    return ASK_ANOTHER if denoiser == ORACLE else ASK_THE_ORACLE


def next_words(
    s: HeroSettings, schedule: Schedule, home: Home | None, dissolves: bool = False
) -> str:
    """The sentence for this moment; `home` once a walk has come to its end."""
    if home is None:
        return DRAW if dissolves or (s.phase == "forward" and not s.timestep) else ASK
    if s.denoiser == ORACLE:
        return EXACT
    off = counted(home.off, "cell")
    if s.denoiser not in (PRESETS, MEMORISER):
        return (
            f"This walk ended {off} from your drawing." if home.off else "This one found it, too."
        )
    knows = DENOISERS[s.denoiser].knows.all_of(Subject.of(s))
    about = f"This one knows {knows}, not which drawing was yours."
    if home.off:
        return f"{about} The noise led it to “{home.name}”, {off} from yours."
    if remains(schedule.at(s.walk_start), CELLS) == "noise":
        return f"{about} The noise happened to lead it to yours."
    return f"{about} But enough of yours was left where the walk began."


def primary(s: HeroSettings, direction: int, home: bool) -> str:
    """The one button to press next, by part; `direction` is where a press has time run to."""
    if home:
        return "ask" if s.denoiser == ORACLE else "forward"
    return "reverse" if direction < 0 or (s.timestep and not direction) else "forward"
