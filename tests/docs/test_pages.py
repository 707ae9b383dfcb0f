"""The pages agree with the code and with each other: nothing in them is stale, missing, or leads nowhere."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
PAGES = [path.relative_to(ROOT).as_posix() for path in (ROOT / "README.md", *sorted((ROOT / "docs").rglob("*.md")))]
_CODE = re.compile(r"\b[EW]\d{3}\b")


def page(name: str) -> str:
    return (ROOT / name).read_text(encoding="utf-8")


def test_the_reference_is_what_the_code_says() -> None:
    command = [sys.executable, str(ROOT / "docs" / "build_reference.py"), "--check"]
    done = subprocess.run(command, capture_output=True, encoding="utf-8", check=False)  # noqa: S603 - our own script
    assert done.returncode == 0, f"{done.stdout}{done.stderr}\nmake it again: python docs/build_reference.py"


def test_every_fault_code_is_explained_and_none_is_made_up() -> None:
    sources = (path.read_text(encoding="utf-8") for path in (ROOT / "corpusnorm").rglob("*.py"))
    raised = {code for source in sources for code in _CODE.findall(source)}
    explained = set(re.findall(r"^\| ([EW]\d{3}) \|", page("docs/faults.md"), re.MULTILINE))
    assert explained == raised


def test_every_law_file_is_named() -> None:
    files = {path.name for path in (ROOT / "tests" / "laws").glob("test_*.py")}
    assert set(re.findall(r"tests/laws/(\w+\.py)", page("docs/laws.md"))) == files


def test_every_design_note_is_listed_and_dated() -> None:
    notes = {path.name for path in (ROOT / "docs" / "design").glob("*.md")}
    assert set(re.findall(r"\(design/([\w-]+\.md)\)", page("docs/index.md"))) == notes
    assert all(re.match(rf"# {name[:3]} .+\n\n\d{{4}}-\d\d-\d\d\n", page(f"docs/design/{name}")) for name in notes)


@pytest.mark.parametrize("name", PAGES)
def test_links_lead_somewhere(name: str) -> None:
    text = re.sub(r"^```.*?^```$", "", page(name), flags=re.MULTILINE | re.DOTALL)
    targets = re.findall(r"\]\(([^)]+)\)", text)
    lost = [target for target in targets if not target.startswith("https://") and not leads(ROOT / name, target)]
    assert not lost


def leads(page: Path, target: str) -> bool:
    path, _, anchor = target.partition("#")
    place = (page.parent / path) if path else page
    return place.exists() and (not anchor or anchor in anchors(place))


def anchors(page: Path) -> set[str]:
    """The headings of a page as links name them."""
    headings = re.findall(r"^#+ (.+)$", page.read_text(encoding="utf-8"), re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-") for heading in headings}
