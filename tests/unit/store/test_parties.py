"""Parties come back as they were saved, and only the last ones."""

from pathlib import Path

from wherefrom.records import Party, SpeakerKind
from wherefrom.store import open_store


def party(name: str) -> Party:
    return Party(
        id=f"party-{name}",
        key=name,
        name=name.title(),
        kind=SpeakerKind.PERSON,
        speakers=(f"spk-{name}-1", f"spk-{name}-2"),
        others=("Kwill",),
        definite=False,
        joined_by=("link-1",),
        why="another spelling",
        confidence=0.75,
        maker="test 1",
    )


def test_parties_come_back_as_they_were_saved_and_only_the_last_ones(tmp_path: Path) -> None:
    with open_store(tmp_path) as store:
        store.write.save_of_case({"parties": (party("quill"), party("pike"))})
        assert store.read.case_records().parties == (party("quill"), party("pike"))
        store.write.save_of_case({"parties": (party("pike"),)})
    with open_store(tmp_path) as store:
        assert store.read.case_records().parties == (party("pike"),)
