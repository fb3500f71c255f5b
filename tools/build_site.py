"""Write the complete static site to `dist/`: any static file server, below any sub-path."""

import base64
import gzip
import importlib
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

from jinja2 import TemplateError

import bundle
import config
from article import INLINE, render
from mathfont import characters, subset
from runtime.errors import RuntimeSetupError
from runtime.lock import PARTS
from textfont import cut_faces

ROOT = Path(__file__).resolve().parent.parent
REQUIRED = ("index.html", "LICENSE", bundle.SCRIPT, config.NAME)
OPTIONAL = ("embed.js", "manifest.webmanifest", "favicon.ico", "favicon.svg")
FETCHED = {"py/unerase/denoisers/learned/learner.npz": "assets/weights/learner.npz"}
"""Data of the engine that the page fetches, and where: it is in no archive of Python."""
MATH_FONT = "assets/runtime/fonts/stix-two-math.woff2"
RUNTIME_MANIFEST = "assets/runtime/manifest.json"


class SiteError(Exception):
    """Something a person has to know, in one line."""


def build(root: Path, dist: Path, memory: bool = True) -> list[Path]:
    """Build the site of `root` into `dist`, whole or not at all; return its files.

    memory: whether visits may go on from the memory of a Python that has started
    (assets/boot/memory/README.md).
    """
    for folder in ("py", "tools"):  # the engine fills in numbers and posters
        if str(root / folder) not in sys.path:
            sys.path.insert(0, str(root / folder))
    fresh = dist.with_name(dist.name + ".tmp")
    shutil.rmtree(fresh, ignore_errors=True)
    for source in site_files(root):
        target = fresh / address(root, source)
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(source, target)
    add_python(root, fresh, memory)
    put_together(root, fresh, memory)
    page = render_page(root)
    if (fresh / MATH_FONT).is_file():
        page = with_math_font(page, fresh / MATH_FONT)
    page = cut_faces(page, fresh, page + words_of_scripts(root))
    (fresh / "index.html").write_text(page, encoding="utf-8")
    # Without it GitHub Pages would run its own builder over the files.
    (fresh / ".nojekyll").touch()
    render_posters(root, fresh / "assets" / "posters")
    render_icons(root, fresh / "assets" / "icons")
    add_expectations(root, fresh)
    add_service_worker(root, fresh)
    swap(fresh, dist)
    return sorted(path for path in dist.rglob("*") if path.is_file())


def site_files(root: Path) -> Iterator[Path]:
    """The files of the repository that are the site."""
    for name in REQUIRED:
        if not (root / name).is_file():
            raise SiteError(f"{name} is missing.")
        yield root / name
    for name in (*OPTIONAL, *FETCHED):
        if (root / name).is_file():
            yield root / name
    if not (root / RUNTIME_MANIFEST).is_file():
        raise SiteError(f"{RUNTIME_MANIFEST} is missing; run make runtime.")
    # Style sheets and one script are part of index.html, and the parts are of the archives.
    skipped = {root / "assets" / "css", root / INLINE, root / bundle.RUNTIME / PARTS}
    for path in visible_files(root, "assets"):
        if path.suffix != ".map" and skipped.isdisjoint(path.parents):
            yield path


def address(root: Path, path: Path) -> str:
    """Where in the site a file of the repository lies."""
    name = path.relative_to(root).as_posix()
    return FETCHED.get(name, name)


def visible_files(root: Path, folder: str) -> list[Path]:
    """All files below `folder`, less those hidden by a leading dot anywhere in their path."""
    paths = sorted((root / folder).rglob("*"))
    return [
        path
        for path in paths
        if path.is_file() and not any(p.startswith(".") for p in path.relative_to(root).parts)
    ]


def add_python(root: Path, site: Path, memory: bool) -> None:
    """Write the page's own Python into the finished runtime of `site`."""
    try:
        packages = config.read_config(root).packages
        bundle.ship(site, *bundle.bundle(python_sources(root), packages, ROOT, memory))
    except RuntimeSetupError as error:
        raise SiteError(str(error)) from None


def python_sources(root: Path) -> dict[str, bytes]:
    """The page's own Python, by path below py/."""
    return {
        path.relative_to(root / "py").as_posix(): path.read_bytes()
        for path in visible_files(root, "py")
        if path.suffix == ".py" and path != root / bundle.SCRIPT
    }


def render_page(root: Path) -> str:
    """index.html with its parts in place."""
    try:
        return render(root)
    except TemplateError as error:
        raise SiteError(f"index.html cannot be put together: {error}.") from None


def with_math_font(page: str, font: Path) -> str:
    """The page with its mathematics font inside, cut down to its formulas; `font` is used up.

    A font that came later would set every formula anew, and move the text around it.
    """
    subset(font, characters(page), font)
    data = base64.b64encode(font.read_bytes()).decode()
    font.unlink()
    return page.replace(f'url("{MATH_FONT}")', f'url("data:font/woff2;base64,{data}")')


def words_of_scripts(root: Path) -> str:
    """Whatever scripts may write into the page: all of their source."""
    scripts = [*(root / "py").rglob("*.py"), *(root / "assets" / "boot").rglob("*.*js")]
    return "".join(path.read_text("utf-8") for path in scripts)


def render_posters(root: Path, out: Path) -> None:
    """Let `tools/posters.py`, where there is one, draw the figures' posters into `out`."""
    if not (root / "tools" / "posters.py").is_file():
        return
    out.mkdir(parents=True, exist_ok=True)
    importlib.import_module("posters").render(out)


def render_icons(root: Path, out: Path) -> None:
    """Let `tools/icons.py`, where there is one, draw the icons of an installed page into `out`."""
    if not (root / "tools" / "icons.py").is_file():
        return
    out.mkdir(parents=True, exist_ok=True)
    importlib.import_module("icons").render(out)


def add_expectations(root: Path, site: Path) -> None:
    """Let `tools/expectations.py`, where it is, write what the page's checks compare with."""
    if (root / "tools" / "expectations.py").is_file():
        importlib.import_module("expectations").write(site)


def put_together(root: Path, site: Path, memory: bool) -> None:
    """Let the tool, where there is one, make few files of the modules that start the page."""
    options = () if memory else ("--without-memory",)
    run_tool(root / "tools" / "boot.mjs", site, "the start was not put together", *options)


def add_service_worker(root: Path, site: Path) -> None:
    """Write, where there is a tool for it, `sw.js`; last of all, as it lists the other files."""
    tool = root / "tools" / "service_worker.mjs"
    run_tool(tool, site, "the service worker was not written")


def run_tool(script: Path, site: Path, failure: str, *options: str) -> None:
    """Run a script on the site in Node, if there is such a script."""
    if not script.is_file():
        return
    try:
        subprocess.run(["node", script, site, *options], check=True, capture_output=True, text=True)
    except FileNotFoundError:
        raise SiteError("Node is needed to build the site and was not found.") from None
    except subprocess.CalledProcessError as error:
        said = re.search(r"(?m)^\w*Error.*$", error.stderr)
        reason = said.group() if said else f"Node ended with {error.returncode}"
        raise SiteError(f"{failure}: {reason}") from None


def swap(fresh: Path, dist: Path) -> None:
    """Put `fresh` in the place of `dist`; a failure before this line leaves the old site whole."""
    old = dist.with_name(dist.name + ".old")
    shutil.rmtree(old, ignore_errors=True)
    if dist.exists():
        dist.rename(old)
    fresh.rename(dist)
    shutil.rmtree(old, ignore_errors=True)


def summary(files: list[Path]) -> str:
    """How many files, and what they weigh as they are and compressed."""
    contents = [path.read_bytes() for path in files]
    plain = sum(map(len, contents))
    packed = sum(len(gzip.compress(data, compresslevel=6)) for data in contents)
    return f"{len(files)} files, {plain:,} bytes, {packed:,} bytes with gzip"


def main() -> int:
    """Run from the command line; return the exit status."""
    try:
        files = build(ROOT, ROOT / "dist", memory=os.environ.get("MEMORY") != "0")
    except SiteError as error:
        print(f"unerase: {error}", file=sys.stderr)
        return 1
    print(f"Site: dist/, {summary(files)}.")
    return 0


if __name__ == "__main__":
    sys.exit(main())
