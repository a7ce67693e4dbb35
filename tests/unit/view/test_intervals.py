"""An interval in words: no number of origins where nobody is named."""

from dataclasses import replace

from wherefrom.records import Node, NodeKind, Trace
from wherefrom.view.intervals import say_interval

BASE = Trace("c", (), (), 3, 1, 1, 1, ("a",), (), (), (), None, (), "", 1.0, "m")
UNNAMED = Node("u", NodeKind.UNNAMED, "officials")


def test_an_interval_is_one_number_only_where_both_ends_agree() -> None:
    assert say_interval(BASE) == "1 origin"
    assert say_interval(replace(BASE, lo=2, hi=2)) == "2 origins"
    assert say_interval(replace(BASE, lo=1, hi=3)) == "1 to 3 origins"


def test_where_nobody_is_named_no_number_stands_for_an_origin() -> None:
    silent = replace(BASE, firm=0, lo=1, hi=1, origins=())
    assert say_interval(silent) == "no source named"
    assert say_interval(replace(silent, nodes=(UNNAMED, replace(UNNAMED, id="v")))) == "no source named, 2 unnamed"


def test_what_is_only_denied_rests_on_nothing() -> None:
    assert say_interval(replace(BASE, documents=0, firm=0, lo=0, hi=0, origins=())) == "nobody asserts it"
