"""pyscript.toml: what it asks for is there, or the build says what to do."""

from pathlib import Path

import pytest

from config import read_config
from runtime.errors import RuntimeSetupError

GOOD = 'interpreter = "./assets/boot/interpreter.mjs"\npackages = ["numpy"]\n'


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A repository with one package and an interpreter."""
    for name in ("assets/boot/interpreter.mjs", "assets/runtime/parts/numpy.zip"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).touch()
    return tmp_path


def test_ours_is_read() -> None:
    config = read_config(Path(__file__).parents[2])
    assert config.packages == ("numpy",)
    assert config.interpreter == "./assets/boot/interpreter.mjs"


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (None, "pyscript.toml is missing"),
        ("packages = [", "not TOML"),
        (GOOD.replace("numpy", "scipy"), r"'scipy', which the runtime does not have\. Add"),
        (GOOD.replace("interpreter.mjs", "other.mjs"), "must be a file of this site"),
        (GOOD.replace("./assets", "https://elsewhere/assets"), "must be a file of this site"),
        ('packages = ["numpy"]', "must be a file of this site"),
    ],
)
def test_what_a_start_cannot_provide_is_an_error(root: Path, text: str | None, said: str) -> None:
    if text is not None:
        (root / "pyscript.toml").write_text(text)
    with pytest.raises(RuntimeSetupError, match=said):
        read_config(root)
