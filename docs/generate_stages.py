"""Write docs/stages/index.md from the table of stages, so that it cannot rot: python docs/generate_stages.py."""

from pathlib import Path

from wherefrom.pipeline.order import STAGES, stages_before

TARGET = Path(__file__).resolve().parent / "stages" / "index.md"
_BEGINNING = """\
# The stages

Between capturing and publishing, the way of the data is a table: `pipeline/order.py` is the only place that knows it. A stage is a
plain function from records to records; it is given what it needs and nothing else. What it made is kept with the stage's version
and a digest of what it rests on, in the table `derived` of `case.db`. Work is *stale*, and is done again by `wherefrom trace`, when

- it was never done, or what it rests on is another: a document more, a document read otherwise, a decision;
- the stage is another: the number of its code, a model, or a word list has changed;
- it failed, and one of the limits that it failed under has changed.

`show`, `gaps` and `export` say what is stale; `publish` refuses, unless told to with `--stale`, and then the dossier says so on its
pages. What could not be used (a model that is missing) and what took its place is told by `trace`, by the makers of the records, and on
the dossier's page "How it was made".

| stage | done on each | needs | gives | rests on the stages | tried again when a limit changes |
|---|---|---|---|---|---|
"""
_END = """
The whole road in memory, without a case on disk:

```python
import wherefrom

records = wherefrom.analyse([wherefrom.read_text("The mayor said that 40 sheds burned.")])
```
"""


def describe_stages() -> str:
    """The page, as Markdown."""
    rows = (
        f"| `{stage.name}` | {stage.scope} | {', '.join(stage.needs)} | {', '.join(stage.gives)} |"
        f" {', '.join(f'`{other.name}`' for other in stages_before(stage)) or '–'} |"
        f" {', '.join(f'`{limit}`' for limit in stage.limits) or '–'} |\n"
        for stage in STAGES
    )
    return _BEGINNING + "".join(rows) + _END


if __name__ == "__main__":
    TARGET.write_text(describe_stages(), encoding="utf-8")
