"""The locks pin everything, and say nothing of where a machine downloads from."""

import json
import re
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
NPM = json.loads((ROOT / "package-lock.json").read_text("utf-8"))
REQUIREMENTS = (ROOT / "requirements-dev.txt").read_text("utf-8")


@pytest.mark.parametrize(
    "name", ["requirements-dev.txt", "requirements-dev.in", "tools/runtime.lock.json", ".npmrc"]
)
def test_no_address(name: str) -> None:
    text = (ROOT / name).read_text("utf-8")
    assert not re.search(r"[a-z]+://|--(extra-)?index-url|--find-links=|registry=", text)


def test_npm_locks_digests_and_no_address() -> None:
    for name, package in NPM["packages"].items():
        if name:
            assert package["integrity"].startswith("sha512-"), name
            # Where to thank the authors is the only address left.
            package = {key: value for key, value in package.items() if key != "funding"}
            assert "resolved" not in package, name
            assert "://" not in json.dumps(package), name


def test_npm_versions_are_exact() -> None:
    package = json.loads((ROOT / "package.json").read_text("utf-8"))
    for name, version in (package["dependencies"] | package["devDependencies"]).items():
        assert re.fullmatch(r"\d+\.\d+\.\d+", version)
        assert NPM["packages"][f"node_modules/{name}"]["version"] == version


def test_python_packages_are_pinned_with_digests() -> None:
    logical = re.sub(r"\\\n\s*", "", re.sub(r"(?m)^\s*#.*\n", "", REQUIREMENTS)).splitlines()
    assert logical
    for line in logical:
        assert re.match(r"[a-z0-9-]+==[^ ]+ .*--hash=sha256:[0-9a-f]{64}", line)


def test_every_wanted_python_package_is_pinned() -> None:
    lines = (ROOT / "requirements-dev.in").read_text("utf-8").splitlines()
    # The engine's wheel is built without the index, as a test.
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
    lines += project["build-system"]["requires"]
    wanted = {re.split("[ =<>~]", line)[0] for line in lines if line and line[0] != "#"}
    pinned = set(re.findall(r"(?m)^([a-z0-9-]+)==", REQUIREMENTS))
    assert wanted <= pinned


def test_the_source_root_is_not_a_package() -> None:
    # pytest ships a top-level module `py`; ours must not shadow it.
    assert not (ROOT / "py/__init__.py").exists()
