"""One person under two spellings, and two people of like names."""

from collections.abc import Callable

import pytest

import wherefrom
from wherefrom.link.parties.namesakes import fold_name
from wherefrom.records import CaseRecords, LinkKind


def joined(make_case: Callable[..., CaseRecords], *names: str) -> list[tuple[str, str]]:
    documents = [
        wherefrom.read_text(
            f"{name} said that the dam at Wexley had failed. {name.split()[-1]} saw it.", document_id=f"d{n}"
        )
        for n, name in enumerate(names)
    ]
    case = make_case(*documents)
    links = [link for link in wherefrom.link_statements(case).links if link.kind is LinkKind.SAME_SPEAKER]
    return [(case.speaker[link.a].name, case.speaker[link.b].name) for link in links]


@pytest.mark.parametrize(
    ("one", "other"),
    [("Jose Alvarez", "José Álvarez"), ("Yusuf Halil", "Youssouf Khalil"), ("Sofia Brennick", "Sophia Brenick")],
)
def test_spellings_of_one_name_are_joined(make_case: Callable[..., CaseRecords], one: str, other: str) -> None:
    assert fold_name(one) == fold_name(other)
    assert joined(make_case, one, other) == [(other, one)]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Mara Quill", "Nora Quill"),
        ("Mara Quill", "Mara Pike"),
        ("Mara Quill", "Marta Quill"),
        ("Charles Quill III", "Charles Pike III"),
    ],
)
def test_other_people_are_not(make_case: Callable[..., CaseRecords], one: str, other: str) -> None:
    assert joined(make_case, one, other) == []
