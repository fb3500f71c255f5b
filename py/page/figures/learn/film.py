"""The figure "Learn" as files: the network, what it drew or where its samples went, its errors."""

from __future__ import annotations

import numpy as np

from page.denoisers import MEMORISER
from page.denoisers.scripting import example_lines
from page.export import scripts
from page.export.film import Array, Colours, Film, Reel, Rgb, numbers, series
from page.export.making import CannotSave, Making
from page.figures.learn import cloud, runs
from page.figures.learn.cloud import BANDWIDTH, SAMPLES, START, CloudRun
from page.figures.learn.drawings import DRAWN, PLAN, DrawingsRun, dealt_places
from page.figures.learn.scene import key_of
from page.figures.learn.settings import POINT_STEPS, LearnSettings
from page.figures.points import raster
from page.figures.points.poster import DATA_WIDTH, GHOST, SAMPLE_WIDTH
from page.state.controls import STEPS
from page.state.subject import Subject
from unerase import NoiseSource, ddim
from unerase.pixels import tone
from unerase.schedules import MAX_STEPS

NOTHING_YET = "Nothing has been trained yet: press Train and wait for a first sheet, then save."
COLUMNS = 6


def film(s: LearnSettings, subject: Subject) -> Making[Film]:
    """What there is of the run of these settings."""
    run = runs.known(key_of(s, subject))
    if isinstance(run, DrawingsRun) and run.sheets:
        return (yield from _of_drawings(s, subject, run))
    if isinstance(run, CloudRun) and run.standing:
        return (yield from _of_points(s, subject, run))
    raise CannotSave(NOTHING_YET)


def _of_drawings(s: LearnSettings, subject: Subject, run: DrawingsRun) -> Making[Film]:
    """Its twelve drawings on their way out of the noise, and the sheets before."""
    seen, _aside = dealt_places(len(subject.shelf.sketches), s.sees, s.seed)
    made, marks = tuple(run.sheets), run.marks
    walk = []
    for frame in ddim(run.trained, PLAN, run.start, NoiseSource(0)):
        walk.append(frame.x_t)
        yield len(walk) / (STEPS + 1)
    down = range(STEPS, -1, -1)

    def paint(colours: Colours, i: int) -> Rgb:
        lines = [
            np.concatenate(list(walk[i][first : first + COLUMNS]), axis=1)
            for first in range(0, DRAWN, COLUMNS)
        ]
        picture: Rgb = colours.signal[tone(np.concatenate(lines))][..., :3]
        return picture

    return Film(
        f"A network after {run.steps} training steps on {len(seen)} sketches",
        s.seed,
        f"""
{example_lines(MEMORISER, shelf=subject.shelf)}
seen = examples[{seen!r}]
schedule = linear({STEPS})
training = drawings_training(seen, schedule.alpha_bar[1:], {s.hidden}, {s.seed})
start = NoiseSource(0).normal(({DRAWN}, *seen.shape[1:]))


def walk_back():
    trained = Trained(training.network.copy(), training.target, seen.shape[1:])
    return trained, list(ddim(trained, schedule, start, NoiseSource(0)))


sheets = []
for steps, _loss in enumerate(train(training), 1):
    if steps in {made!r}:
        sheets.append(walk_back()[1][-1].x_t)
    if steps == {run.steps}:
        break
trained, walk = walk_back()
""",
        [
            *_network(run),
            series("walk", walk, down, PLAN, "np.stack([frame.x_t for frame in walk])"),
            Array(
                "sheets",
                np.stack([[one.picture for one in sheet.made] for sheet in run.sheets.values()]),
                "np.stack(sheets)",
            ),
            *numbers(
                sheet_steps=made,
                marks=tuple(marks),
                error_on_the_shelf=[each.shelf.mean for each in marks.values()],
                error_on_unseen=[
                    each.unseen.mean if each.unseen else np.nan for each in marks.values()
                ],
                seen=run.seen.bits,
                seed=s.seed,
                training_steps=run.steps,
            ),
        ],
        [Reel(down, paint)],
        0,
    )


def _of_points(s: LearnSettings, subject: Subject, run: CloudRun) -> Making[Film]:
    """Its samples on their way to the points, with what it has learned by now."""
    run.renew()
    for t in range(POINT_STEPS, -1, -1):
        run.walk_on(t, lambda: True)
        yield 1 - t / POINT_STEPS
    frames = run.walk.frames
    down = range(POINT_STEPS, -1, -1)

    def paint(colours: Colours, i: int) -> Rgb:
        picture = raster.canvas(colours)
        raster.lay(picture, colours.colours["ink"], raster.dots(run.points, DATA_WIDTH), GHOST)
        raster.lay(picture, colours.colours["estimate"], raster.dots(frames[i].x_t, SAMPLE_WIDTH))
        return raster.finish(picture)

    return Film(
        f"Samples along the score that a network has learned of points in {run.steps} steps",
        s.seed,
        f"""
{scripts.points(subject.points)}

schedule = quadratic(linear({MAX_STEPS}), {POINT_STEPS})
training = points_training(points, {BANDWIDTH}, schedule.alpha_bar[1:], {s.seed})
for steps, _loss in enumerate(train(training), 1):
    if steps == {run.steps}:
        break
trained = Trained(training.network, training.target, (2,))
start = NoiseSource(0, {START}).normal(({SAMPLES}, 2))
walk = list(ddim(trained, schedule, start, NoiseSource(0)))
""",
        [
            *_network(run),
            Array("points", run.points, "points"),
            series(
                "walk",
                [frame.x_t for frame in frames],
                down,
                cloud.PLAN,
                "np.stack([frame.x_t for frame in walk])",
            ),
            *numbers(seed=s.seed, training_steps=run.steps),
        ],
        [Reel(down, paint)],
        s.timestep,
    )


def _network(run: DrawingsRun | CloudRun) -> list[Array]:
    """Under the names that `Trained.read` looks for."""
    return [
        Array(name, values, f'trained.arrays()["{name}"]')
        for name, values in run.trained.arrays().items()
    ]
