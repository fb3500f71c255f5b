"""The figure "Points" as files: data on their way into noise, fresh samples on their way back."""

from __future__ import annotations

from functools import partial

from page import samplers
from page.export import scripts
from page.export.film import Array, Colours, Film, Reel, Rgb, numbers, series
from page.export.making import CannotSave, Making
from page.figures.points import raster
from page.figures.points.poster import ARROW, ARROW_WIDTH, DATA_WIDTH, GHOST, SAMPLE_WIDTH
from page.figures.points.scene import SAMPLES, Scene
from page.figures.points.settings import PointsSettings
from page.figures.points.trails import TrailPictures, trails
from page.figures.points.words import NOTHING_YET
from page.state import schedules
from page.state.controls import PHASES
from page.state.subject import Subject
from unerase.clouds import MAX_POINTS
from unerase.schedules import MAX_STEPS


def film(s: PointsSettings, subject: Subject) -> Making[Film]:
    """Everything that these settings lead to; the film runs into noise and back again."""
    if not s.points:
        raise CannotSave(NOTHING_YET)
    scene = Scene(s, subject)
    frames = s.steps + 1
    for i in range(frames):
        scene.step()
        yield (i + 1) / frames
    ways = (
        TrailPictures(partial(scene.stop, "forward"), trails(s, walking=False)),
        TrailPictures(partial(scene.stop, "reverse"), trails(s, walking=True)),
    )

    def paint(colours: Colours, t: int, walking: bool) -> Rgb:
        gone = s.steps - t if walking else t
        ink = colours.colours["ink"]
        mine = colours.colours["estimate"] if walking else ink
        picture = raster.canvas(colours)
        if s.trails:
            raster.lay(picture, mine, ways[walking].opacity(gone))
        if t or walking:
            data = raster.dots(scene.points, DATA_WIDTH)
            raster.lay(picture, ink, data, GHOST if t else 1.0)
        score = scene.score(t) if s.arrows else None
        if score is not None:
            arrows = raster.arrows(score, ARROW_WIDTH)
            raster.lay(picture, colours.colours["noise"], arrows, ARROW)
        if walking:
            samples = raster.dots(scene.walk[gone].x_t, SAMPLE_WIDTH)
            raster.lay(picture, mine, samples)
        else:
            raster.lay(picture, mine, raster.dots(scene.forward[t], DATA_WIDTH))
        return raster.finish(picture)

    up = range(s.steps + 1)
    walk = (frame.x_t for frame in scene.walk)
    literal = s.schedule == "literal"
    fine = schedules.in_python(s.schedule, s.steps if literal else MAX_STEPS, subject.curve)
    return Film(
        "Points on their way into noise, and fresh samples on their way back",
        subject.seed,
        f"""
{scripts.points(s.points)}

schedule = {fine if literal else f"quadratic({fine}, {s.steps})"}
noise = NoiseSource({subject.seed}, stream={s.walk})
start = noise.normal(({SAMPLES}, 2))
eps = noise.normal(({MAX_POINTS}, 2))[: len(points)]
forward = diffuse_all(points, schedule, eps)
denoiser = PosteriorMean(points, {s.bandwidth!r})
walk = list({samplers.in_python(s.sampler)}(denoiser, schedule, start, noise))  # x_T … x_0
""",
        [
            Array("points", scene.points, "points"),
            Array("alpha_bar", scene.schedule.alpha_bar, "schedule.alpha_bar"),
            series("forward", scene.forward, up, scene.schedule, "forward"),
            series(
                "walk", walk, up[::-1], scene.schedule, "np.stack([frame.x_t for frame in walk])"
            ),
            *numbers(bandwidth=s.bandwidth, seed=subject.seed, walk_seed=s.walk),
        ],
        [
            Reel(up, lambda colours, i: paint(colours, i, walking=False)),
            Reel(up[::-1], lambda colours, i: paint(colours, s.steps - i, walking=True)),
        ],
        s.timestep,
        shown=PHASES.index(s.phase),
    )
