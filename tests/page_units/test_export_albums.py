"""What each figure hands over: its frames, its numbers, and a script that makes them again."""

from __future__ import annotations

import csv
import itertools
import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import nullcontext
from dataclasses import dataclass, replace
from functools import partial
from io import BytesIO, StringIO
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from support.albums import album_of, finished
from support.learner import ROOT, learner
from support.scene import BITS, experiment
from support.themes import Palette

from page.export.album import Album
from page.export.formats import FORMATS
from page.export.making import CannotSave
from page.export.strip import strip
from page.export.tables import csv as csv_of
from page.export.tables import npz
from page.figures.catalogue import NAMES
from page.figures.cloth.settings import ClothSettings
from page.figures.code.settings import CodeSettings
from page.figures.corrupt.settings import CorruptSettings
from page.figures.estimate.settings import EstimateSettings
from page.figures.hero.settings import HeroSettings
from page.figures.lab.settings import LabSettings
from page.figures.learn import runs
from page.figures.learn.scene import begin, key_of
from page.figures.learn.settings import LearnSettings
from page.figures.name.settings import NameSettings
from page.figures.points.settings import PointsSettings
from page.figures.samplers.settings import SamplersSettings
from page.figures.schedules.settings import SchedulesSettings
from page.figures.unseen.settings import UnseenSettings
from page.figures.walk.settings import WalkSettings
from page.figures.without.settings import WithoutSettings
from page.state.points import pack
from page.state.shelf import Shelf, ready
from page.state.subject import DEFAULT_SUBJECT, Subject
from unerase.pixels import pack_bits, tone
from unerase.shelves import READY

OWN = Subject(pack_bits(BITS), 4242)


@dataclass(frozen=True)
class Case:
    """A figure in some state."""

    figure: str
    settings: Any
    subject: Subject = OWN

    def album(self) -> Album:
        if self.figure == "learn":  # of which there is nothing before it is trained
            make = partial(begin, self.settings, self.subject, nullcontext)
            run = runs.run_of(key_of(self.settings, self.subject), make)
            run.advance(60, lambda: True)
        return album_of(self.figure, self.settings, self.subject, state="walk.eta=0.5")


def hero_case(**changes: Any) -> Case:
    return Case("hero", HeroSettings(**changes))


# A drawing and a shelf that are in no list: a script has to carry both.
SHELF = Subject(OWN.drawing, 7, shelf=Shelf("link", ready("letters").sketches[:9]))

THREE = pack(np.array([[0.5, -1.25], [3.1, 3.1], [-3.2, 0]], dtype=np.float32))

CASES = [
    hero_case(),
    hero_case(drawing=OWN.drawing, schedule="cosine", sampler="ddim", steps=13, seed=4294967295),
    hero_case(schedule="literal", steps=1, walk_seed=99, seed=3, phase="reverse", timestep=1),
    hero_case(denoiser="memoriser", shelf=SHELF.shelf, steps=5),
    hero_case(drawing=OWN.drawing, denoiser="presets", start=7, phase="reverse", timestep=3),
    hero_case(start=7, phase="reverse", timestep=12),
    Case("corrupt", CorruptSettings()),
    Case("corrupt", CorruptSettings(schedule="cosine", walk=12, timestep=20), DEFAULT_SUBJECT),
    Case("estimate", EstimateSettings()),
    Case("estimate", EstimateSettings(denoiser="presets", answer="score", delta=0.0)),
    Case("estimate", EstimateSettings(schedule="literal", answer="clean", delta=0.33)),
    Case("estimate", EstimateSettings(schedule="flow", answer="score", denoiser="presets")),
    Case("estimate", EstimateSettings("sigmoid", "presets", answer="v", mistake="score")),
    Case("estimate", EstimateSettings("flow", answer="clean", delta=0.3, mistake="v")),
    Case("estimate", EstimateSettings(answer="noise", mistake="clean")),
    Case("walk", WalkSettings()),
    Case("walk", WalkSettings(denoiser="presets", eta=0.35, pair=7, schedule="cosine")),
    Case("schedules", SchedulesSettings(), DEFAULT_SUBJECT),
    Case("schedules", SchedulesSettings(denoiser="presets", literal=True)),
    Case("estimate", EstimateSettings(denoiser="averager"), SHELF),
    Case("walk", WalkSettings(denoiser="improviser"), SHELF),
    Case("schedules", SchedulesSettings(denoiser="weaver", literal=True), SHELF),
    Case("schedules", SchedulesSettings(denoiser="memoriser"), DEFAULT_SUBJECT),
    Case("lab", LabSettings()),
    Case("lab", LabSettings(("karras", "custom"), zero=True, timestep=3, walk=8)),
    Case("without", WithoutSettings(("memoriser", "averager", "improviser")), DEFAULT_SUBJECT),
    Case(
        "without",
        WithoutSettings(("improviser", "weaver"), 5, "cosine", "ddim", 9, 3, True, 4),
        replace(OWN, shelf=Shelf("own", READY["patterns"].make()[:5])),
    ),
    Case("cloth", ClothSettings(), DEFAULT_SUBJECT),
    Case("cloth", ClothSettings("drawing", 9, 3, "custom", 4)),
    Case("samplers", SamplersSettings(), DEFAULT_SUBJECT),
    Case(
        "samplers",
        SamplersSettings(("half", "heun", "beta", "renoise"), 10, "local", "linear", 7, 3),
    ),
    Case("samplers", SamplersSettings(budget=1, denoiser="presets", schedule="custom")),
    Case("unseen", UnseenSettings(window=31), DEFAULT_SUBJECT),
    Case("unseen", UnseenSettings("cosine", 31, "around", seed=6, walk=3, timestep=20)),
    Case("learn", LearnSettings(sees="10", hidden="32", seed=4)),
    Case("learn", LearnSettings(what="points", seed=4, timestep=7)),
    Case("samplers", SamplersSettings(budget=2, denoiser="weaver"), SHELF),
    Case("samplers", SamplersSettings(budget=2, denoiser="averager"), SHELF),
    Case("name", NameSettings(kind="crown", style="filled", weight=0.5)),
    Case("name", NameSettings(kind="", seed=3, weight=8.0, timestep=4), DEFAULT_SUBJECT),
    Case("name", NameSettings("memoriser", label="7", weight=1.5, walk=8)),
    Case("points", PointsSettings(steps=9)),
    Case("code", CodeSettings()),
    Case("code", CodeSettings("weaver")),
    Case("code", CodeSettings("half-dice"), SHELF),
    Case("points", PointsSettings(points=THREE, bandwidth=0.0, sampler="ddpm", steps=4, walk=8)),
    Case("points", PointsSettings(points=THREE, schedule="literal", steps=5, arrows=False)),
]


def test_every_figure_has_a_case() -> None:
    assert {one.figure for one in CASES} == set(NAMES)


@pytest.fixture(autouse=True, scope="module")
def weights() -> Iterator[None]:
    """The learner's weights have arrived."""
    with learner():
        yield


@pytest.fixture(scope="module", params=CASES, ids=lambda one: f"{one.figure} {one.settings}"[:80])
def album(request: pytest.FixtureRequest) -> Album:
    found: Album = request.param.album()
    return found


def arrays_of(data: bytes) -> dict[str, Any]:
    with np.load(BytesIO(data), allow_pickle=False) as archive:
        return dict(archive)


def test_the_script_makes_the_same_bytes(album: Album, tmp_path: Path) -> None:
    (tmp_path / "again.py").write_text(album.script, encoding="utf-8")
    done = subprocess.run(
        [sys.executable, "-W", "error", "again.py"],
        cwd=tmp_path,
        env=os.environ | {"PYTHONPATH": str(ROOT / "py")},
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stdout.startswith(f"{album.name}.npz: ")
    theirs = arrays_of((tmp_path / f"{album.name}.npz").read_bytes())
    ours = arrays_of(finished(npz(album)))
    assert {one.name for one in album.series} <= set(theirs)
    for key, array in theirs.items():
        assert array.dtype == ours[key].dtype, key
        assert np.array_equal(array, ours[key]), key


def test_the_script_knows_the_engine_only(album: Album) -> None:
    imports = [line for line in album.script.splitlines() if line.startswith(("import", "from"))]
    ours = ("from unerase",)
    allowed = ("import base64", "import numpy as np", "from functools", "from pathlib", *ours)
    assert all(line.startswith(allowed) for line in imports)
    assert not any("._" in line or "import _" in line for line in album.script.splitlines())


def test_frames_and_numbers_fit_together(album: Album) -> None:
    assert 0 <= album.shown < album.count
    assert sorted(i for row in album.rows for i in row) == list(range(album.count))
    shape = album.paint(0).shape
    for i in range(album.count):
        frame = album.paint(i)
        assert frame.shape == shape
        assert frame.dtype == np.uint8
    for one in album.series:
        assert one.values.dtype == np.float32
        assert len(one.values) == len(one.t) == len(one.alpha_bar)
        assert np.isfinite(one.values).all()
        assert sorted(one.t) == list(range(len(one.t)))
        assert (np.diff(one.alpha_bar[np.argsort(one.t)]) <= 0).all()


def test_the_archive_needs_no_pickle_and_has_the_link(album: Album) -> None:
    found = arrays_of(finished(npz(album)))
    assert str(found["unerase"]) == album.state
    for one in album.series:
        assert np.array_equal(found[one.name], one.values)
        assert found[f"{one.name}_t"].tolist() == list(one.t)
    assert {array.name for array in album.film.arrays} <= set(found)


def test_the_table_reads_back_exactly(album: Album) -> None:
    head, *rows = csv.reader(StringIO(finished(csv_of(album)).decode()))
    assert head[:4] == ["series", "t", "alpha_bar", "v0"]
    at = 0
    for one in album.series:
        for t, alpha_bar, values in zip(one.t, one.alpha_bar, one.values, strict=True):
            name, t_text, alpha_text, *texts = rows[at]
            assert (name, int(t_text), float(alpha_text)) == (one.name, t, alpha_bar)
            assert np.array_equal(np.array(texts, dtype=np.float32), values.reshape(-1))
            at += 1
    assert at == len(rows)


def test_the_filmstrip_holds_every_frame_once(album: Album) -> None:
    picture = finished(strip(album, 1))
    height, width = album.paint(0).shape[:2]
    opaque = picture[..., 3] == 255
    assert opaque.sum() == album.count * height * width
    for number, row in enumerate(album.rows):
        for column, i in enumerate(row[:50]):  # then it goes on below
            y, x = number * (height + 4), column * (width + 2)
            part = picture[y : y + height, x : x + width]
            assert np.array_equal(part[..., :3], album.paint(i)), (number, column)


def test_a_long_filmstrip_goes_on_below() -> None:
    album = album_of("hero", HeroSettings(steps=70))
    picture = finished(strip(album, 1))
    assert picture.shape[:2] == (4 * 36 - 4, 50 * 34 - 2)
    last_forward = picture[2 * 36 : 2 * 36 + 32, 20 * 34 : 20 * 34 + 32, :3]
    assert np.array_equal(last_forward, album.paint(70))


@pytest.mark.parametrize("dark", [False, True])
def test_the_heros_frames_are_the_pages(dark: bool) -> None:
    palette = Palette(dark)
    settings = HeroSettings(drawing=OWN.drawing, seed=5).at(3, "reverse")
    album = album_of("hero", settings, dark=dark)
    run = experiment(settings)
    for t, x_t in enumerate(run.forward()):
        assert np.array_equal(album.paint(t), palette.signal[tone(x_t)][..., :3])
    for i, frame in enumerate(run.reverse()):
        expected = palette.signal[tone(frame.x_t)][..., :3]
        assert np.array_equal(album.paint(21 + i), expected)
        if frame.t == 3:
            assert album.shown == 21 + i


def test_the_points_are_where_they_should_be() -> None:
    one = pack(np.array([[1.6, -0.8]], dtype=np.float32))
    settings = PointsSettings(points=one, arrows=False, steps=3)
    picture = album_of("points", settings, OWN).paint(0)
    ink = np.argwhere((picture < 60).all(axis=2)).mean(axis=0)
    # The plane is 6.4 wide, y upwards, and 320 pixels.
    assert np.allclose(ink, [160 + 0.8 * 50, 160 + 1.6 * 50], atol=1)


@pytest.mark.parametrize("walking", [False, True], ids=["forward", "walk back"])
def test_points_leave_trails_between_their_stops(walking: bool) -> None:
    one = pack(np.array([[1.6, -0.8]], dtype=np.float32))
    settings = PointsSettings(points=one, arrows=False, steps=6)
    made = album_of("points", settings, OWN)
    bare = album_of("points", replace(settings, trails=False), OWN)
    first = 7 * walking
    way = made.series[walking].values
    assert np.array_equal(made.paint(first), bare.paint(first)), "nothing has moved yet"
    darker = bare.paint(first + 6).astype(int) - made.paint(first + 6)
    for start, end in itertools.pairwise(way):
        middle = (start[0] + end[0]) / 2
        if np.abs(middle).max() < 3 and np.hypot(*(end[0] - start[0])) > 0.5:
            x, y = (int(c) for c in (160 + 50 * middle[0], 160 - 50 * middle[1]))
            assert darker[y - 1 : y + 2, x - 1 : x + 2].max() > 15
    # Nothing but lines as long as the way, one pixel wide or two.
    pixels = 50 * np.hypot(*np.diff(way, axis=0).T).sum() if not walking else np.inf
    assert 0 < (darker.max(axis=2) > 0).sum() < 3 * pixels


def test_nothing_trained_no_album() -> None:
    for what in ("drawings", "points"):
        with pytest.raises(CannotSave, match="press Train"):
            album_of("learn", LearnSettings(what=what, seed=12))


def test_no_points_no_album() -> None:
    with pytest.raises(CannotSave, match="no points yet"):
        album_of("points", PointsSettings(points=b""))


@pytest.mark.parametrize("name", FORMATS)
def test_every_format_makes_a_file(name: str) -> None:
    album = album_of("hero", HeroSettings(steps=2))
    data = finished(FORMATS[name].make(album, 2))
    starts = {"csv": b"series,", "npz": b"PK", "python": b'"""', "gif": b"GIF89a"}
    assert data.startswith(starts.get(name, b"\x89PNG"))
