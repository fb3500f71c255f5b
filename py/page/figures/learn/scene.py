"""What the figure "Learn" shows: which run belongs to its settings, and the pictures of one."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from page.figures.learn.cloud import CloudRun
from page.figures.learn.drawings import DRAWN, DrawingsRun
from page.figures.learn.run import Run
from page.figures.learn.settings import POINTS, SHEETS, LearnSettings
from page.figures.learn.sheets import row_of
from page.figures.poster import BLANK, Picture
from page.figures.walks import Measured
from page.state.subject import DEFAULT_SUBJECT, Subject

NO_ROW = Picture(row_of([np.asarray(BLANK.values)] * DRAWN))
"""Where no sheet is yet."""


def taught(s: LearnSettings, subject: Subject) -> Subject:
    """What of a subject is learned: the shelf, or the points."""
    if s.what == POINTS:
        return replace(DEFAULT_SUBJECT, points=subject.points)
    return replace(DEFAULT_SUBJECT, shelf=subject.shelf)


def key_of(s: LearnSettings, subject: Subject) -> object:
    """What tells the runs apart."""
    of_drawings = () if s.what == POINTS else (s.sees, s.hidden)
    return (s.what, s.seed, *of_drawings, taught(s, subject))


def begin(s: LearnSettings, subject: Subject, measured: Measured) -> Run:
    """A run of these settings at its first step; the subject has points if they are learned."""
    if s.what == POINTS:
        return CloudRun(subject.points, s.seed, measured)
    return DrawingsRun(subject.shelf, s.sees, int(s.hidden), s.seed, measured)


def rows(run: DrawingsRun) -> dict[str, Picture]:
    """A row for each sheet, by the names of the canvases; empty where there is none yet."""
    made = run.sheets
    return {
        f"row-{steps}": Picture(made[steps].row) if steps in made else NO_ROW for steps in SHEETS
    }


def large(run: DrawingsRun, sheet: int) -> dict[str, Picture]:
    """The drawings of the last sheet up to step `sheet`, and the sketches nearest to them."""
    shown = run.sheet(sheet)
    if shown is None:
        return {f"{what}-{i}": BLANK for what in ("made", "near") for i in range(DRAWN)}
    found = {}
    for i, made in enumerate(shown[1].made):
        found[f"made-{i}"] = Picture(made.picture)
        found[f"near-{i}"] = Picture(made.near.signal)
    return found
