"""Write the table of rules into docs/stages/attribute.md, so that it cannot rot: python docs/generate_rules.py."""

import re
from pathlib import Path

from wherefrom.attribute.parts.rule import Rule

TARGET = Path(__file__).resolve().parent / "stages" / "attribute.md"
_TABLE = re.compile(r"(<!-- rules: .*? -->\n\n).*?(\n<!-- end of rules -->)", re.DOTALL)


def describe_rules() -> str:
    """The table, as Markdown, a row a rule."""
    rows = ["| rule | right | of pairs | for example |", "|---|---|---|---|"]
    for rule in Rule:
        right = "its own" if rule.tells_its_own_confidence else f"{rule.precision:.2f}"
        rows.append(f"| {rule.title} | {right} | {rule.measured_on or 'estimated'} | {rule.example} |")
    return "\n".join(rows) + "\n"


def renew(page: str) -> str:
    """A page with the rules as the program has them now."""
    return _TABLE.sub(lambda found: found.group(1) + describe_rules() + found.group(2), page)


if __name__ == "__main__":
    TARGET.write_text(renew(TARGET.read_text(encoding="utf-8")), encoding="utf-8")
