"""Profiles of the property tests, and where the data is."""

from pathlib import Path

import pytest

import corpusnorm
from corpusnorm.testing import load_profile

ROOT = Path(__file__).parents[1]

load_profile()


@pytest.fixture(scope="session")
def seeds() -> dict[str, str]:
    """The texts of the seed files by their number, `000` to `004`, line ends as they are."""
    return {path.name[:3]: path.read_bytes().decode("utf-8") for path in sorted((ROOT / "seeds").glob("*.txt"))}


@pytest.fixture(scope="session")
def seed_paths() -> dict[str, Path]:
    """The seed files by their number."""
    return {path.name[:3]: path for path in sorted((ROOT / "seeds").glob("*.txt"))}


@pytest.fixture(scope="session")
def seeds_folder() -> Path:
    """The folder of the seeds."""
    return ROOT / "seeds"


@pytest.fixture(scope="session")
def seeds_package(seeds_folder: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The package of the seeds, as a run without a configuration writes it; to be read only."""
    return corpusnorm.run(seeds_folder, tmp_path_factory.mktemp("seeds") / "out").output
