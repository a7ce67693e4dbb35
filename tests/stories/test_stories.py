"""Every story holds; and a story that nobody can read, or an expectation that nobody knows, fails loudly."""

from pathlib import Path

import pytest

from tests.stories.expectations import judge_expectation
from tests.stories.story import Story, StoryError, parse_stories, read_stories
from tests.stories.telling import Telling

STORIES = list(read_stories(Path(__file__).parent))


def _parameter(story: Story) -> object:
    marks = [pytest.mark.xfail(reason=story.xfail, strict=True, raises=AssertionError)] if story.xfail else []
    return pytest.param(story, id=f"{story.file.removesuffix('.txt')}: {story.name}", marks=marks)


def hold(story: Story) -> None:
    """Hold every mark and line of a story against what the program makes of it."""
    telling = Telling(story)
    for document in story.documents:
        for mark in document.marked:
            telling.attribution(mark.number)
    for line in story.expectations:
        judge_expectation(telling, line)


@pytest.mark.parametrize("story", [_parameter(story) for story in STORIES])
def test_story_holds(story: Story) -> None:
    hold(story)


def test_no_two_stories_of_a_file_bear_one_name() -> None:
    names = [(story.file, story.name) for story in STORIES]
    assert len(set(names)) == len(names)


@pytest.mark.parametrize(
    "text",
    [
        "A text without a header.\n\nexpect:\nattributions 1\n",
        "# nothing expected\nMara Quill spoke.\n",
        "# an empty list of expectations\nMara Quill spoke.\n\nexpect:\n",
        "# no text\n\nexpect:\nattributions 1\n",
        "# a bracket is not closed\n[S Mara Quill said that it burned.\n",
        "# a bracket closes that none opened\nMara Quill] said that it burned.\n",
        "# a bad header of a document\n== first: Echo ==\nIt burned.\n\nexpect:\nattributions 0\n",
    ],
)
def test_unreadable_story_is_an_error(text: str) -> None:
    with pytest.raises(StoryError):
        list(parse_stories(text, "file"))


@pytest.mark.parametrize(
    "line", ["speaker Mara Quill", 'claim "it burned": firm one', "stance", 'figure "40" is 40', "weather fine"]
)
def test_unknown_expectation_is_an_error(line: str) -> None:
    [story] = parse_stories("# a story\nMara Quill said that it burned.\n\nexpect:\nattributions 1\n", "file")
    with pytest.raises(StoryError):
        judge_expectation(Telling(story), line)


@pytest.mark.parametrize(
    "wrong",
    [
        "[S Mara Quill] [C said] [that the dam burned]. It was late.\n\nexpect:\nstance denied\n",
        "[S Mara] Quill [C said] [that the dam burned].\n",
        "Mara Quill said that the dam burned.\n\nexpect:\nattributions 2\n",
        'Mara Quill said that the dam burned.\n\nexpect:\nstatement none: "the dam"\n',
        'Mara Quill said that the dam burned.\n\nexpect:\nstatement none: "no such words"\n',
        'Mara Quill said that 4 dams burned.\n\nexpect:\nfigure "4" = 5\n',
        'Mara Quill said that the dam burned.\n\nexpect:\nfinding "hedge lost"\n',
    ],
)
def test_wrong_story_fails(wrong: str) -> None:
    [story] = parse_stories(f"# wrong\n{wrong}", "file")
    with pytest.raises((AssertionError, ValueError)):
        hold(story)
