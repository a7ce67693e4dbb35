"""Write the table of docs/glossary.md from docs/glossary.toml, the one list of words: python docs/generate_glossary.py."""

import tomllib
from pathlib import Path

LIST = Path(__file__).resolve().with_name("glossary.toml")
TARGET = LIST.with_suffix(".md")
HEAD = "| word | meaning |\n|---|---|\n"


def list_words() -> list[tuple[str, str]]:
    """Every word with its meaning, in the order of the page."""
    listed = tomllib.loads(LIST.read_text(encoding="utf-8"))["word"]
    return [(entry["word"], entry["meaning"]) for entry in listed]


def describe_words() -> str:
    """The page, as Markdown: what stands around the table stays as it is."""
    before, _, rest = TARGET.read_text(encoding="utf-8").partition(HEAD)
    after = rest.partition("\n\n")[2]
    table = "".join(f"| {word} | {meaning} |\n" for word, meaning in list_words())
    return f"{before}{HEAD}{table}\n{after}"


if __name__ == "__main__":
    TARGET.write_text(describe_words(), encoding="utf-8")
