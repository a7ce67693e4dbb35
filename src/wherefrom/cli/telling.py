"""The options by which a person tells how things were collected; shared by the commands that ask for it."""

from typing import Annotated

import typer

CollectorOption = Annotated[
    str, typer.Option("--collector", help="Who collects; default: as case.toml says, else your account's name.")
]
ObtainedFromOption = Annotated[
    str,
    typer.Option(
        "--source",
        "--obtained-from",
        help="Who gave it, or where it lay. It may name a person at risk: write what may stand in a published ledger.",
    ),
]
ObtainedAtOption = Annotated[
    str,
    typer.Option(
        "--obtained-at", help="When you got it, if before now: 2026-11, 2026-11-24 or 2026-11-24T14:30+01:00."
    ),
]
HowOption = Annotated[
    str,
    typer.Option("--how", "--method", help='How you got it: "saved from the browser", "handed over on a memory card".'),
]
UrlOption = Annotated[str, typer.Option("--url", help="The whole address at which it stood, with https://.")]
ContextOption = Annotated[
    str,
    typer.Option("--context", help="What stood around it, and why it was collected: the thread, the album, the day."),
]
CustodianOption = Annotated[
    str, typer.Option("--custodian", help="Who keeps the original from now on; default: as case.toml says.")
]
OrganisationOption = Annotated[
    str, typer.Option("--organisation", help="For whom you collect; default: as case.toml says.")
]
NoteOption = Annotated[
    str, typer.Option("--note", help="Anything else that a reader of the custody report should know.")
]
