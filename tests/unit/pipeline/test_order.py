"""The table of stages makes sense: whatever a stage needs is given before it, by one stage alone, and has a place to be kept."""

import pickle
from dataclasses import fields

import pytest

from wherefrom.config import Settings
from wherefrom.errors import ModelError
from wherefrom.pipeline import order
from wherefrom.pipeline.order import FROM_THE_LEDGER, STAGES, stages_before
from wherefrom.pipeline.stage import Scope, Stage
from wherefrom.records import CaseRecords
from wherefrom.store.record_tables import OF_A_DOCUMENT, OF_THE_CASE

BY_NAME = {stage.name: stage for stage in STAGES}


def test_every_need_is_given_by_a_stage_above_or_lies_in_the_ledger() -> None:
    given: set[str] = set(FROM_THE_LEDGER)
    for stage in STAGES:
        assert set(stage.needs) <= given, stage.name
        given |= set(stage.gives)


def test_no_two_stages_give_the_same_and_each_has_its_own_name() -> None:
    given = [kind for stage in STAGES for kind in stage.gives]
    assert len(given) == len(set(given))
    assert len(BY_NAME) == len(STAGES)


def test_kinds_are_fields_of_the_case_and_limits_are_settings() -> None:
    kinds, settings = {own.name for own in fields(CaseRecords)}, {own.name for own in fields(Settings)}
    for stage in STAGES:
        assert {*stage.needs, *stage.gives} <= kinds
        assert set(stage.limits) <= settings


def test_whatever_is_given_is_kept_in_a_table_or_with_the_work() -> None:
    kept = {"documents", "known"} | OF_A_DOCUMENT.keys() | OF_THE_CASE.keys()
    assert {kind for stage in STAGES for kind in stage.gives} <= kept


def test_work_on_documents_can_be_sent_to_a_process() -> None:
    for stage in STAGES:
        if stage.scope is Scope.DOCUMENT:
            assert pickle.loads(pickle.dumps(stage)).name == stage.name  # noqa: S301 - our own, made a line above


def test_stages_before_are_those_that_give_what_is_needed() -> None:
    assert [stage.name for stage in stages_before(BY_NAME["describe"])] == ["read", "attribute"]
    assert "describe" in [stage.name for stage in stages_before(BY_NAME["link"])]


@pytest.mark.parametrize("name", ["attribute", "describe"])
def test_a_model_that_cannot_be_used_is_told_and_makes_another_version(
    monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    stage: Stage = BY_NAME[name]
    before = stage.version(Settings())

    def refuse(model: str, *_: object) -> str:
        raise ModelError(f"The model {model!r} is gone.")

    monkeypatch.setattr("wherefrom.attribute.find.readers.check_model", refuse)
    monkeypatch.setattr("wherefrom.link.claims.meaning.check_model", refuse)
    assert "is gone" in stage.tools(Settings()).fallback
    assert stage.version(Settings()) != before


def test_no_fallback_is_told_where_the_rules_were_asked_for() -> None:
    assert not order._readers_of(Settings(reader="rules")).fallback  # noqa: SLF001 - the tools of one stage
    assert order._readers_of(Settings(reader="rules")).name != order._readers_of(Settings()).name  # noqa: SLF001
