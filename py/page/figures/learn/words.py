"""What the figure "Learn" says in words."""

from __future__ import annotations

from page.figures.learn.cloud import CloudRun
from page.figures.learn.drawings import LIMITS, DrawingsRun, Errors
from page.figures.learn.sheets import VERDICTS, Sheet
from page.widgets.numbers import counted, short, whole
from unerase.training import Error

NO_POINTS = "There are no points to learn: place some in the figure Points."
RESTING = "Training rests while this figure is out of sight. It goes on when you come back."
OPENED = "The network from the file is in the menus Denoiser as “Trained here”."
TRAINED_HERE = "In every menu Denoiser of this page it is now called “Trained here”."
FIRST = "It is finding out how dark each cell is on average."
NOTHING_YET = {"steps": "0", "shelf": "–", "unseen": "–"}
"""The readouts before the visitor’s own training."""
SLOW_S = 45.0
"""A wait of so many seconds is worth a word."""
NEARLY = 1.04
"""As good as a line: within four hundredths of it."""


def error_words(error: Error | None) -> str:
    """An error with its standard error; nothing where there is none."""
    if error is None:
        return "–"
    return f"{error.mean:.3f} ± {error.standard_error:.3f}"


def limits_words(run: DrawingsRun) -> dict[str, str]:
    """The exact ones' errors, by the name of the place."""
    found = {}
    for name in LIMITS:
        errors = run.limits.get(name)
        found[f"{name}-shelf"] = error_words(errors.shelf if errors else None)
        found[f"{name}-unseen"] = error_words(errors.unseen if errors else None)
    return found


def readings(run: DrawingsRun) -> dict[str, str]:
    """The numbers of the last mark."""
    last = run.latest
    return {
        "steps": whole(run.steps),
        "shelf": error_words(last[1].shelf if last else None),
        "unseen": error_words(last[1].unseen if last else None),
        **limits_words(run),
    }


def seen_words(run: DrawingsRun) -> str:
    """How many sketches it sees, and how many are kept aside."""
    seen = counted(len(run.seen.sketches), "sketch", "sketches")
    if not len(run.aside):
        few = "; a shelf of fewer than 5 has none to spare" if len(run.seen.sketches) < 5 else ""
        return f"sees {seen}; none is kept aside{few}"
    return f"sees {seen}; {len(run.aside)} kept aside"


def shares_words(sheet: Sheet | None) -> str:
    """How many drawings are what; nothing where there are none."""
    if sheet is None:
        return ""
    return ", ".join(f"{sheet.shares[one]} {one}" for one in VERDICTS if sheet.shares[one])


def now_words(run: DrawingsRun) -> str:
    """What is happening at this moment of the training."""
    if not (run.limits and run.latest):
        return FIRST
    return " ".join(filter(None, (_standing(run, run.latest[1]), _unseen_turned(run))))


def _standing(run: DrawingsRun, now: Errors) -> str:
    error = now.shelf.mean
    mean, averager = run.limits["mean"].shelf.mean, run.limits["averager"].shelf.mean
    sheet = run.sheet(run.steps)
    shares = sheet[1].shares if sheet else dict.fromkeys(VERDICTS, 0)
    many = sum(shares.values())
    if many and shares["copy"] * 2 >= many:
        return (
            "It is learning by heart: at least half of its drawings are copies. Its error can go "
            "down to the memoriser’s floor, and not below."
        )
    if error > mean * NEARLY:
        return "It is still worse than the mean picture, the same answer to everything."
    if error * NEARLY > mean:
        return "It answers almost the mean picture, whatever it is asked."
    if error > averager * NEARLY:
        return (
            "It is better than the mean picture: it has begun to look at what it is asked, and "
            "finds out which cells go together."
        )
    if error > averager:
        return (
            "It answers almost the averager’s answer: it has learned which cells go together, and "
            "nothing else yet."
        )
    if many and shares["copy"] * 4 >= many:
        return "It has passed the averager, and begins to draw copies of what it has seen."
    return (
        "It has passed the averager. Hardly any of its drawings is a copy yet: pieces that belong "
        "together, put together anew."
    )


def _unseen_turned(run: DrawingsRun) -> str:
    known = {step: marked.unseen.mean for step, marked in run.marks.items() if marked.unseen}
    if not known:
        return ""
    best = min(known, key=lambda step: known[step])
    last = list(known.values())[-1]
    if last < known[best] * 1.02:
        return ""
    return (
        f"Its error on unseen drawings was lowest after {whole(best)} steps "
        f"({short(known[best], 3)}) and has risen to {short(last, 3)}: stopping early would have "
        "been better for them."
    )


def cloud_words(run: CloudRun) -> str:
    """What is happening to the points."""
    standing = run.standing
    if standing is None:
        return "The network has learned nothing yet, and its arrows show it."
    ratio = standing.distance / standing.exact_distance
    if ratio > 3:
        return "Its arrows point towards the middle of the points: it has learned where most are."
    if ratio > 1.8:
        return "The shape begins to show: its arrows bend towards it, and cut corners."
    return "The shape stands. Near it the arrows agree with the exact ones."


def cloud_readings(run: CloudRun) -> dict[str, str]:
    """The numbers of the last mark."""
    standing = run.standing
    return {
        "steps": whole(run.steps),
        "distance": f"{standing.distance:.3f}" if standing else "–",
        "exact-distance": f"{standing.exact_distance:.3f}" if standing else "–",
    }


def wait_words(steps: int, ms: float) -> str:
    """How long so many steps take on a device that is slow; else nothing."""
    seconds = steps * ms / 1000
    if seconds < SLOW_S:
        return ""
    minutes = max(1, round(seconds / 60))
    return f"On this device the next sheet takes about {counted(minutes, 'minute')}."


READY = "Press Train: the network knows nothing yet."
BEFORE = (
    "Press Train. What stands here is a run that was made when this page was built; yours begins "
    "with a network that knows nothing."
)


def shown_words(shown: tuple[int, Sheet] | None) -> str:
    """Which sheet is shown large."""
    return f"after {whole(shown[0])} training steps" if shown else "no sheet yet"


def at_words(run: DrawingsRun, steps: int) -> str:
    """The chart's cursor in words."""
    errors = run.marks[steps]
    unseen = f", {short(errors.unseen.mean, 2)} on unseen drawings" if errors.unseen else ""
    return f"{whole(steps)} steps: {short(errors.shelf.mean, 2)} on the shelf{unseen}"
