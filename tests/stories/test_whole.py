"""What is made of the stories and of the example is what was kept, to the last record; whoever changes it reads the difference."""

import pytest

from tests.stories.story import parse_stories, read_stories
from tests.stories.whole import EXAMPLE, KEPT, STORIES, TOLERANCE, analyse_example, analyse_story, differences, tell

FILES = sorted({story.file for story in read_stories(STORIES)})
HINT = "if this is as it should be: python -m tests.stories.whole, read the difference in git, and commit it with its cause"


def assert_kept(name: str, told: str) -> None:
    changed = differences((KEPT / name).read_text(encoding="utf-8"), told)
    assert not changed, "\n".join([*changed[:6], HINT])


@pytest.mark.parametrize("file", FILES)
def test_what_is_made_of_the_stories_is_what_was_kept(file: str) -> None:
    stories = parse_stories((STORIES / file).read_text(encoding="utf-8"), file)
    assert_kept(file.replace("/", "-"), "".join(f"# {own.name}\n{tell(analyse_story(own))}\n" for own in stories))


def test_what_is_made_of_the_example_is_what_was_kept() -> None:
    assert EXAMPLE.is_dir()
    assert_kept("example.txt", tell(analyse_example()))


def test_nothing_is_kept_of_what_is_no_story() -> None:
    kept = {path.name for path in KEPT.iterdir() if not path.name.startswith(("dossier", "export-"))}
    assert kept == {"example.txt", *(file.replace("/", "-") for file in FILES)}


def test_a_difference_is_told_and_a_rounding_is_none() -> None:
    assert differences("a ~0.50\nb", f"a ~{0.5 + TOLERANCE / 2:.2f}\nb") == []
    assert differences("a ~0.50\nb", "a ~0.90\nb") == ["- a ~0.50\n+ a ~0.90"]
    assert differences("a\nb", "a") == ["2 lines were kept, 1 are told"]
    assert differences("a", "b") == ["- a\n+ b"]
