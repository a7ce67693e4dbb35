"""The custody of a case, assembled from its ledger and from what was read: of each item, everything that was done with it.

Nothing is guessed: each line rests on an act, whose number in the ledger it gives, or on the outcome of a reading, whose
maker it names. What nobody recorded is listed as not recorded.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from wherefrom.language.counting import counted
from wherefrom.publish.papers.facts import (
    BY_MACHINE,
    Fact,
    Step,
    missing_labels,
    say_copy,
    tell_collection,
    tell_decision,
    tell_step,
)
from wherefrom.publish.papers.touched import items_touched
from wherefrom.records import Act, ActKind, Capture, CaseRecords, Outcome, references_of

_REASON = 160


@dataclass(frozen=True, slots=True)
class Checked:
    """What a verification of the case came to.

    Attributes:
        head: SHA-256 of the ledger's last line.
        files, size: how many files were hashed, and their bytes.
        problems: what does not match, each in a sentence; empty: all is as it was left.
        notes: what is no problem and worth knowing.
        seals: stamps and signatures that hold, each in a sentence.
    """

    head: str
    files: int
    size: int
    problems: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    seals: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Conversion:
    """Text that was made from a payload; the payload itself stays as it is.

    Attributes:
        maker: the reader and its version.
        ending: how the reading ended: read, read in part, refused.
        reason: what is missing, or why it was refused; of many, the first.
        documents: how many outcomes of this kind.
        made: ids of the documents, the first few.
    """

    maker: str
    ending: str
    reason: str
    documents: int
    made: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class CustodyItem:
    """One payload, and everything that was done with it.

    Attributes:
        capture: how it first came into the case.
        act: number of that act.
        reference: by which it is called; empty: none was given.
        facts: what was told of its collection, then and later.
        missing: what was not recorded, in words.
        received_again: further acts of capture of the same bytes.
        custody: custodian at capture, and each hand-over.
        holder: who holds it now; empty: not recorded.
        notes: what was told later.
        conversions: texts made from it.
        copies: numbers of the acts by which copies of the case were made since.
        judgements: people's decisions that touch it.
    """

    capture: Capture
    act: int
    reference: str
    facts: tuple[Fact, ...]
    missing: tuple[str, ...]
    received_again: tuple[Step, ...] = ()
    custody: tuple[Step, ...] = ()
    holder: str = ""
    notes: tuple[Step, ...] = ()
    conversions: tuple[Conversion, ...] = ()
    copies: tuple[int, ...] = ()
    judgements: tuple[Step, ...] = ()

    @property
    def told(self) -> tuple[Fact, ...]:
        """What a person told of the collection."""
        return tuple(fact for fact in self.facts if fact.label not in BY_MACHINE)

    @property
    def known(self) -> tuple[Fact, ...]:
        """What the program knew by itself."""
        return tuple(fact for fact in self.facts if fact.label in BY_MACHINE)


@dataclass(frozen=True, slots=True)
class CustodyRecord:
    """The custody of a case.

    Attributes:
        name: of the case.
        acts: how many lines the ledger has.
        begun, last: when the first and the last act were written.
        checked: the verification made for this record.
        items: in the order in which they came.
        held: how many items the case holds; more than ``items`` where some were chosen.
        custodians: everybody who is recorded as having held something, in order.
        refusals, copies, mendings, seals, judgements, transfers: acts of these kinds, in order.
    """

    name: str
    acts: int
    begun: str
    last: str
    checked: Checked
    items: tuple[CustodyItem, ...]
    held: int
    custodians: tuple[str, ...]
    refusals: tuple[Step, ...]
    copies: tuple[Step, ...]
    mendings: tuple[Step, ...]
    seals: tuple[Step, ...]
    judgements: tuple[Step, ...]
    transfers: tuple[Step, ...]


@dataclass(slots=True)
class _Gathered:
    """The acts of a case, by what they are about."""

    captures: dict[str, list[Act]] = field(default_factory=dict)
    notes: dict[str, list[Act]] = field(default_factory=dict)
    transfers: list[tuple[Act, frozenset[str] | None]] = field(default_factory=list)
    kinds: dict[ActKind, list[Act]] = field(default_factory=dict)
    judged: dict[str, list[Act]] = field(default_factory=dict)
    outcomes: dict[str, list[Outcome]] = field(default_factory=dict)
    documents: dict[tuple[str, str], list[str]] = field(default_factory=dict)


def make_custody_record(case: CaseRecords, checked: Checked, chosen: Iterable[str] = ()) -> CustodyRecord:
    """Assemble the custody of a case.

    Args:
        case: its records, with the acts of the ledger.
        checked: a verification of it.
        chosen: ids of the captures to tell of; none: all.
    """
    gathered, wanted = _gather(case), frozenset(chosen)
    references = references_of(case.acts)
    first = {capture.id: capture for capture in case.captures}
    items = tuple(
        _make_item(capture, gathered, references.get(name, ""))
        for name, capture in first.items()
        if name in gathered.captures and (not wanted or name in wanted)
    )
    kinds = gathered.kinds
    copies = sorted((*kinds.get(ActKind.PUBLISH, ()), *kinds.get(ActKind.EXPORT, ())), key=lambda act: act.number)
    seals = sorted((*kinds.get(ActKind.STAMP, ()), *kinds.get(ActKind.SIGN, ())), key=lambda act: act.number)
    return CustodyRecord(
        name=case.name or "Untitled case",
        acts=len(case.acts),
        begun=case.acts[0].at if case.acts else "",
        last=case.acts[-1].at if case.acts else "",
        checked=checked,
        items=items,
        held=len(gathered.captures),
        custodians=tuple(dict.fromkeys(_custodians(case.acts))),
        refusals=tuple(tell_step(act, str(act.details.get("name", ""))) for act in kinds.get(ActKind.REFUSE, ())),
        copies=tuple(tell_step(act, say_copy(act)) for act in copies),
        mendings=tuple(tell_step(act, "a crash's traces mended") for act in kinds.get(ActKind.MEND, ())),
        seals=tuple(tell_step(act, "time stamp" if act.kind is ActKind.STAMP else "signature") for act in seals),
        judgements=tuple(tell_decision(act) for act in kinds.get(ActKind.JUDGE, ())),
        transfers=tuple(_tell_transfer(act, listed) for act, listed in gathered.transfers),
    )


def _gather(case: CaseRecords) -> _Gathered:
    gathered = _Gathered()
    for act in case.acts:
        gathered.kinds.setdefault(act.kind, []).append(act)
        if act.kind is ActKind.CAPTURE:
            gathered.captures.setdefault(str(act.details.get("id", "")), []).append(act)
        elif act.kind is ActKind.NOTE:
            gathered.notes.setdefault(str(act.details.get("capture", "")), []).append(act)
        elif act.kind is ActKind.TRANSFER:
            listed = str(act.details.get("items", "all"))
            gathered.transfers.append((act, None if listed == "all" else frozenset(listed.split())))
        elif act.kind is ActKind.JUDGE:
            for item in items_touched(case, act):
                gathered.judged.setdefault(item, []).append(act)
    for outcome in case.outcomes:
        gathered.outcomes.setdefault(outcome.capture, []).append(outcome)
    for document in case.documents:
        gathered.documents.setdefault((document.capture, document.part), []).append(document.id)
    return gathered


def _make_item(capture: Capture, gathered: _Gathered, reference: str) -> CustodyItem:
    acts, notes = gathered.captures[capture.id], gathered.notes.get(capture.id, [])
    facts = (*tell_collection(acts[0]), *(fact for act in (*acts[1:], *notes) for fact in _new_facts(act)))
    number = acts[0].number
    custody = _custody_of(capture, acts, gathered.transfers)
    return CustodyItem(
        capture=capture,
        act=number,
        reference=reference,
        facts=facts,
        missing=missing_labels(facts, was_file=acts[0].details.get("method") != "captured from the web"),
        received_again=tuple(tell_step(act, str(act.details.get("name", ""))) for act in acts[1:]),
        custody=custody,
        holder=_holder(custody),
        notes=tuple(tell_step(act, "note") for act in notes),
        conversions=_conversions(gathered, capture.id),
        copies=tuple(
            act.number
            for kind in (ActKind.PUBLISH, ActKind.EXPORT)
            for act in gathered.kinds.get(kind, ())
            if act.number > number
        ),
        judgements=tuple(tell_decision(act) for act in gathered.judged.get(capture.id, ())),
    )


def _new_facts(act: Act) -> tuple[Fact, ...]:
    """What a later act tells that the form asks for; the rest stands in the act's own place."""
    wanted = {"Web address", "Obtained from", "Obtained on", "How it was obtained", "Context"}
    return tuple(fact for fact in tell_collection(act) if fact.label in wanted)


def _custody_of(
    capture: Capture, acts: Sequence[Act], transfers: list[tuple[Act, frozenset[str] | None]]
) -> tuple[Step, ...]:
    """Each custodian that is recorded, in order: those named at a capture, and those that it was handed to."""
    named = [
        Step(
            act.number,
            act.at,
            act.by,
            "custodian from capture",
            (Fact("To", str(act.details["custodian"]), act.number),),
        )
        for act in acts
        if act.details.get("custodian")
    ]
    handed = [
        _tell_transfer(act, listed)
        for act, listed in transfers
        if act.number > acts[0].number and (listed is None or capture.id in listed)
    ]
    return tuple(sorted((*named, *handed), key=lambda step: step.act))


def _holder(custody: tuple[Step, ...]) -> str:
    return next((fact.value for fact in custody[-1].facts if fact.label == "To"), "") if custody else ""


def _tell_transfer(act: Act, listed: frozenset[str] | None) -> Step:
    handed = counted(int(str(act.details.get("count", len(listed or ())))), "item")
    return tell_step(act, f"handed over: {'all ' if listed is None else ''}{handed}")


def _custodians(acts: Iterable[Act]) -> Iterable[str]:
    for act in acts:
        for key in ("custodian",) if act.kind is ActKind.CAPTURE else ("giver", "to"):
            if act.kind in {ActKind.CAPTURE, ActKind.TRANSFER} and act.details.get(key):
                yield str(act.details[key])


def _conversions(gathered: _Gathered, capture: str) -> tuple[Conversion, ...]:
    """The readings of an item, those of one maker that ended alike together: a corpus has thousands."""
    outcomes = gathered.outcomes.get(capture, ())
    counts = Counter((outcome.maker, outcome.ending) for outcome in outcomes)
    firsts: dict[object, str] = {}
    made: dict[object, list[str]] = {}
    for outcome in outcomes:
        key = (outcome.maker, outcome.ending)
        firsts[key] = firsts.get(key) or outcome.reason[:_REASON]
        made.setdefault(key, []).extend(gathered.documents.get((capture, outcome.part), ()))
    return tuple(
        Conversion(maker, ending.value, firsts[maker, ending], count, tuple(dict.fromkeys(made[maker, ending]))[:4])
        for (maker, ending), count in counts.items()
    )
