"""What the documents name exists: commands, files, links; and their Python runs."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

import bundle

ROOT = Path(__file__).resolve().parent.parent.parent
DOCUMENTS = (ROOT / "README.md", ROOT / "CONTRIBUTING.md", *sorted((ROOT / "docs").glob("*.md")))

BUILT = (".venv/", "node_modules/", "dist/", "build/", "assets/runtime/")
"""Folders that are not in the repository."""
PACKED = {"sw.js", *(Path(name).name for name in (*bundle.ARCHIVES, bundle.MEMORY))}
PACKED.add(Path(bundle.PACKED_WASM).name)
"""Files of the built site that the documents call by their name alone."""

FENCE = re.compile(r"^```(\w*)\n(.*?)^```$", flags=re.DOTALL | re.MULTILINE)
PATH = re.compile(r"[\w.<>*-]+(/[\w.<>*-]*)*")
ENDINGS = "py|pyi|js|mjs|html|css|toml|json|md|png|txt|in|sh|xz|npz|svg|webmanifest"

each_document = pytest.mark.parametrize(
    "document", DOCUMENTS, ids=lambda path: str(path.relative_to(ROOT))
)


def blocks(document: Path, language: str) -> list[str]:
    """The fenced blocks of that language; a folder listing has none."""
    text = document.read_text(encoding="utf-8")
    return [body for name, body in FENCE.findall(text) if name == language]


def prose(document: Path) -> str:
    """All but the fenced blocks."""
    return FENCE.sub("", document.read_text(encoding="utf-8"))


def spans(document: Path) -> list[str]:
    """What stands in backticks."""
    return re.findall(r"`([^`\n]+)`", prose(document))


def commands(document: Path) -> list[str]:
    """Lines for a shell, without their comments."""
    lines = "\n".join(blocks(document, "sh")).splitlines()
    return [line.partition("#")[0] for line in lines]


def is_path(text: str) -> bool:
    """Whether it is meant as a file or a folder."""
    named = "/" in text or re.search(rf"\.({ENDINGS})$", text)
    return bool(named and PATH.fullmatch(text))


def exists(path: str) -> bool:
    """Whether it is in the repository, or built; `<name>` stands for any name."""
    if path.startswith(BUILT) or path in PACKED:
        return True
    return any(ROOT.glob(re.sub(r"<\w+>", "*", path).rstrip("/")))


def listed(tree: str) -> Iterator[str]:
    """The paths of a folder listing, two spaces for each level."""
    above: list[str] = []
    for line in filter(str.strip, tree.splitlines()):
        name = line.split()[0]
        depth = (len(line) - len(line.lstrip())) // 2
        above[depth:] = [name]
        yield "".join(above)


def anchors(document: Path) -> set[str]:
    """What GitHub lets a link to this document end in."""
    headings = re.findall(r"^#+ (.*)$", prose(document), flags=re.MULTILINE)
    return {re.sub(r"[^\w -]", "", title.lower()).replace(" ", "-") for title in headings}


@each_document
def test_every_target_is_in_the_makefile(document: Path) -> None:
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    targets = set(re.findall(r"^([a-z]+):", makefile, flags=re.MULTILINE))
    asked = " \n".join([*spans(document), *commands(document)])
    missing = set(re.findall(r"\bmake ([a-z]+)", asked)) - targets
    assert not missing, f"no target in the Makefile: {sorted(missing)}"


@each_document
def test_every_file_and_folder_exists(document: Path) -> None:
    words = [*spans(document), *" ".join(commands(document)).split()]
    named = {word for word in words if is_path(word)}
    for tree in blocks(document, ""):
        named |= set(listed(tree))
    missing = sorted(path for path in named if not exists(path))
    assert not missing, f"not in the repository: {missing}"


@each_document
def test_every_link_leads_somewhere(document: Path) -> None:
    lost = []
    for link in re.findall(r"\]\(([^)\s]+)\)", prose(document)):
        if "://" in link:
            continue
        file, _, anchor = link.partition("#")
        target = document.parent / file if file else document
        if not target.is_file() or (anchor and anchor not in anchors(target)):
            lost.append(link)
    assert lost == []


@each_document
def test_python_runs(document: Path, tmp_path: Path) -> None:
    for example in blocks(document, "python"):
        run_python(example, tmp_path)


def test_readme_is_one_page() -> None:
    assert len(DOCUMENTS[0].read_text(encoding="utf-8").splitlines()) <= 110


def test_readme_walks_forward_and_back_in_ten_lines(tmp_path: Path) -> None:
    (example,) = blocks(DOCUMENTS[0], "python")
    assert len([line for line in example.splitlines() if line.strip()]) <= 10
    lines = run_python(example, tmp_path).splitlines()
    assert len(lines) == 4 + 21
    assert lines[0].endswith("MSE vs clean 0.000")
    assert 1.8 < float(lines[3].split()[-1]) < 2.2
    assert lines[-1] == "reverse t= 0  MSE vs clean 0.000000"


def test_the_engine_page_shows_what_the_terminal_does(tmp_path: Path) -> None:
    (sample,) = blocks(ROOT / "docs" / "engine.md", "text")
    assert sample in run(tmp_path, "-m", "unerase", "heart")


def run_python(example: str, folder: Path) -> str:
    """What it prints, with nothing but the engine."""
    return run(folder, "-c", example)


def run(folder: Path, *arguments: str) -> str:
    """What Python prints with these arguments."""
    done = subprocess.run(
        [sys.executable, "-W", "error", *arguments],
        cwd=folder,
        env={**os.environ, "PYTHONPATH": str(ROOT / "py"), "COLUMNS": "80"},
        capture_output=True,
        text=True,
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


INNER = re.compile(
    r"\bModule\.(\w+)|\b(python\._\w+|_\w+Snapshot|_sysExecutable)\b|(___\w+)|\b(LDSO)\b"
)


def test_every_inner_name_that_memory_relies_on_is_told_and_only_there() -> None:
    folder = ROOT / "assets/boot/memory"
    told = set(re.findall(r"[\w.]+", (folder / "README.md").read_text(encoding="utf-8")))
    told |= {part for name in told for part in name.split(".")}
    for path in (ROOT / "assets/boot").rglob("*.*js"):
        found = INNER.findall(path.read_text(encoding="utf-8"))
        names = {name for match in found for name in match if name}
        assert names <= (told if path.parent == folder else set()), path.name
