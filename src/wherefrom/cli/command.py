"""What every command has in common: it opens the case, shows how far it is, and answers in words or as JSON.

A command is a function that does its work and gives an `Output`. The decorators give it the options that all share, so
that ``--json`` and ``--quiet`` mean the same everywhere:

- `command`: ``--json``, and ``--quiet`` where the function asks for ``report``;
- `case_command`: likewise, and the case's folder as its first argument, which reaches the function as an opened `Case`.
"""

import inspect
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Any

import typer

import wherefrom
from wherefrom.cli.screen import print_json, progress_shown

CaseArgument = Annotated[Path, typer.Argument(metavar="CASE", help="The case's folder.", show_default=False)]
JsonOption = Annotated[bool, typer.Option("--json", help="Print JSON, for scripts.")]
QuietOption = Annotated[bool, typer.Option("--quiet", "-q", help="No progress bars.")]

# What a command of the program is to typer.
Command = Callable[..., None]


@dataclass(frozen=True, slots=True)
class Output:
    """What a command has to say.

    Attributes:
        value: for scripts: records or plain values, printed as one line of JSON.
        tell: for people: prints the same in words.
        exit_code: what the program ends with.
    """

    value: object
    tell: Callable[[], None]
    exit_code: int = 0


def command(work: Callable[..., Output]) -> Command:
    """Make a command of the program out of a function.

    Args:
        work: its parameters are the command's arguments and options; ``report``, if it has one, is told of progress.
    """
    return _dress(work, opens_case=False)


def case_command(work: Callable[..., Output]) -> Command:
    """Make a command about one case out of a function.

    Args:
        work: as for `command`; its first parameter is the case, opened.
    """
    return _dress(work, opens_case=True)


def _dress(work: Callable[..., Output], *, opens_case: bool) -> Command:
    """The function that typer sees: the parameters of ``work`` with those that every command has."""
    own = list(inspect.signature(work).parameters.values())
    reports = any(parameter.name == "report" for parameter in own)
    seen = [parameter for parameter in own if parameter.name != "report"]
    if opens_case:
        seen[0] = seen[0].replace(annotation=CaseArgument)
    kind, off = inspect.Parameter.POSITIONAL_OR_KEYWORD, False
    seen = [parameter.replace(kind=kind) for parameter in seen]
    seen.append(inspect.Parameter("as_json", kind, default=off, annotation=JsonOption))
    if reports:
        seen.append(inspect.Parameter("quiet", kind, default=off, annotation=QuietOption))

    def run(**given: Any) -> None:  # noqa: ANN401 - as typer parsed them, each of the type that its parameter asks for
        as_json, quiet = given.pop("as_json"), given.pop("quiet", off)
        if opens_case:
            given[seen[0].name] = wherefrom.open(given[seen[0].name])
        if reports:
            with progress_shown(quiet=quiet or as_json) as report:
                answer = work(**given, report=report)
        else:
            answer = work(**given)
        _give(answer, as_json=as_json)

    run.__name__, run.__doc__ = work.__name__, work.__doc__
    vars(run)["__signature__"] = inspect.Signature(seen)
    run.__annotations__ = {parameter.name: parameter.annotation for parameter in seen}
    return run


def _give(answer: Output, *, as_json: bool) -> None:
    """Print an answer, and end the program where it is not a plain success.

    Raises:
        Exit: with the answer's exit code.
    """
    if as_json:
        print_json(answer.value)
    else:
        answer.tell()
    if answer.exit_code:
        raise typer.Exit(answer.exit_code)
