"""Sorts the site's Python into archives by what imports it. Runs inside Pyodide, for pack.mjs.

What a start imports comes first, then what the figures do, then the rest of Python's library and
that of numpy, which hardly a visit needs. The same input gives the same archives.
"""

import importlib
import io
import sys
import zipfile
from contextlib import nullcontext, suppress
from pathlib import Path

GIVEN, MADE = Path("/given"), Path("/made")
STDLIB, PACKAGES, HOME = "lib/python3.14/", "lib/python3.14/site-packages/", "home/pyodide/"
NEVER_CHANGED = (1980, 1, 1, 0, 0, 0)

Files = dict[str, bytes]  # by path from the root of Python's file system

packages: list[str]  # names, set by pack.mjs


def read(archive: str, below: str) -> Files:
    """The files of an archive, as they lie below that folder."""
    with zipfile.ZipFile(GIVEN / archive) as given:
        return {below + name: given.read(name) for name in sorted(given.namelist())}


def lay(files: Files) -> None:
    """Put them where Python looks for them."""
    for name, content in files.items():
        path = Path("/", name)
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
    importlib.invalidate_caches()


def imported() -> set[str]:
    """The files of all modules that have been imported by now."""
    specs = (getattr(module, "__spec__", None) for module in sys.modules.values())
    origins = (getattr(spec, "origin", None) for spec in specs)
    return {
        origin.removeprefix("/").replace("lib/python314.zip/", STDLIB)
        for origin in origins
        if origin
    }


def stored(files: Files) -> bytes:
    """A zip archive that does not compress: all of it together is compressed later (bundle.py)."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name in sorted(files):
            archive.writestr(zipfile.ZipInfo(name, NEVER_CHANGED), files[name])
    return out.getvalue()


def module_name(path: str) -> str:
    """What `import` calls the file."""
    below = next(each for each in (PACKAGES, STDLIB, HOME) if path.startswith(each))
    name = path.removeprefix(below).partition(".")[0].replace("/", ".")
    return name.removesuffix(".__init__")


def start_page() -> None:
    """Import what the page imports until the first figure has been painted.

    numpy imports some of its parts when they are used: a walk is made, too, and what a link may
    name.
    """
    importlib.import_module("page.app")
    scene = importlib.import_module("page.figures.hero.scene").Scene
    settings = importlib.import_module("page.figures.hero.settings").HeroSettings
    walk = scene(nullcontext, lambda: 0.0)
    walk.use(settings(phase="reverse", timestep=0))
    walk.walk_on(1.0)
    for ready in importlib.import_module("unerase.shelves").READY.values():
        ready.make()


def import_all(page: Files) -> None:
    """Import every module of the page and the engine; Pillow comes later, to those who need it."""
    for path in page:
        name = path.removeprefix(HOME).removesuffix(".pyc").replace("/", ".")
        try:
            importlib.import_module(name.removesuffix(".__init__"))
        except ModuleNotFoundError as error:
            if error.name != "PIL":
                raise


def use_figures() -> None:
    """Compute what the article tells."""
    facts = importlib.import_module("page.article.facts")
    for name in facts.names():
        with suppress(FileNotFoundError):  # the learner's weights are not here
            facts.fact(name)


def main() -> None:
    """Write the archives."""
    stdlib, numpy = read("stdlib.zip", STDLIB), Files()
    for package in packages:  # noqa: F821
        numpy |= read(f"{package}.zip", PACKAGES)
    page, sources = read("page.zip", HOME), read("sources.zip", HOME + "source/")
    lay(numpy | page)
    everything = stdlib | numpy | page

    start_page()
    at_start = imported()
    import_all(page)
    use_figures()
    for_figures = imported() - at_start

    def taken(wanted: set[str]) -> Files:
        return {name: content for name, content in everything.items() if name in wanted}

    start, figures = taken(at_start), taken(for_figures) | sources
    rest = everything.keys() - start.keys() - figures.keys()
    library, other = taken(rest - numpy.keys()), taken(rest & numpy.keys())
    interpreter = {name: start.pop(name) for name in stdlib if name in start}
    later = {"figures": figures, "library": library, "numpy": other}
    for name, files in later.items():
        start[f"{HOME}{name}.txt"] = "\n".join(sorted(set(map(module_name, files)))).encode()

    for name, files in {"python": interpreter, "start": start, **later}.items():
        (MADE / f"{name}.zip").write_bytes(stored(files))


main()
