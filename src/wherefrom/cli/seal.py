"""Commands by which people vouch for a case: key, stamp, sign."""

import getpass
import os
import re
import sys
from pathlib import Path
from typing import Annotated

import typer

import wherefrom
from wherefrom.capture.seals import Stamp, check_stamps
from wherefrom.cli.collect import CaseArgument, JsonOption
from wherefrom.cli.screen import print_json, safe_text
from wherefrom.config import SETTINGS_FILE
from wherefrom.errors import UsageError
from wherefrom.keys import (
    PASSPHRASE_VARIABLE,
    OwnKey,
    PublicKey,
    default_key_path,
    given_passphrase,
    group_digits,
    is_readable_by_others,
    load_key,
    make_key,
    public_path,
    show_key,
    weakness_of,
)
from wherefrom.publish import sign_dossier

KeyOption = Annotated[
    Path | None, typer.Option("--key", help="The key's file; default: wherefrom/key.pem in ~/.config.")
]
PassphraseOption = Annotated[
    Path | None,
    typer.Option(
        "--passphrase-file",
        help=f"Its first line is the passphrase, for scripts; so is ${PASSPHRASE_VARIABLE}. Neither: you are asked.",
    ),
]

KEY_HELP = """Your own signing key (Ed25519): make it once, read its fingerprint out to those who must know it is yours.

The key never goes into a case or a dossier: those hold signatures and the public half alone.
"""

key_commands = typer.Typer(help=KEY_HELP, no_args_is_help=True, rich_markup_mode=None)


def add_commands(app: typer.Typer) -> None:
    """Give the program these commands."""
    app.add_typer(key_commands, name="key")
    app.command("stamp")(stamp_command)
    app.command("sign")(sign_command)


@key_commands.command("make")
def make_command(key: KeyOption = None, passphrase_file: PassphraseOption = None, as_json: JsonOption = False) -> None:
    """Make a key, encrypted with a passphrase; an existing key is never replaced.

    Choose a long passphrase, such as six words that chance picked: nothing slows down somebody who has stolen the file.
    Keep a copy of the file and of the passphrase in two places; neither can be had back.
    """
    path = key or default_key_path()
    passphrase = given_passphrase(passphrase_file) or _ask_twice()
    weakness = weakness_of(passphrase)
    if weakness:
        sys.stderr.write(f"Warning: this passphrase is easily guessed: {weakness}.\n")
    _print_key(make_key(path, passphrase), path, as_json=as_json)


@key_commands.command("show")
def show_command(key: KeyOption = None, as_json: JsonOption = False) -> None:
    """Print the public key and its fingerprint; the passphrase is not needed."""
    path = key or default_key_path()
    _print_key(show_key(path), path, as_json=as_json)


def stamp_command(
    case: CaseArgument,
    authority: Annotated[
        list[str] | None,
        typer.Option("--authority", help="Ask this RFC 3161 authority too (http or https); may be given again."),
    ] = None,
    check: Annotated[
        bool, typer.Option("--check", help="Ask nobody; check the stamps kept so far. Needs --ca.")
    ] = False,
    ca: Annotated[
        Path | None,
        typer.Option("--ca", help="PEM file with the authorities' roots: what does not lead to them is not kept."),
    ] = None,
    as_json: JsonOption = False,
) -> None:
    """Have the ledger's head stamped with trusted time, so that nobody can say it was written later.

    Only the head (a hash) leaves this machine. The authorities are those of time_authorities in case.toml, none at first,
    and --authority. A stamp is kept in stamps/ and noted in the ledger; so is an authority that fails. Ends with 0 when one
    stamped at least (with --check: when all kept stamps hold), with 1 when none did.
    """
    opened = wherefrom.open(case)
    if check and ca is None:
        raise UsageError("--check needs the certificates to check with.", "Name the authorities' roots with --ca.")
    if check and ca is not None:
        stamps, said = check_stamps(opened.folder, ca), "signature holds"
    else:
        stamps, said = opened.stamp(*(authority or ()), roots=ca), "stamped"
    held = [stamp for stamp in stamps if not stamp.failure]
    if as_json:
        print_json({"checked" if check else "asked": stamps})
    else:
        for stamp in stamps:
            _print_stamp(stamp, said)
        if not held:
            sys.stdout.write("No stamp.\n")
    is_well = bool(held) and (len(held) == len(stamps) or not check)
    raise typer.Exit(0 if is_well else 1)


def sign_command(
    folder: Annotated[
        Path, typer.Argument(metavar="CASE", help="A case's folder, or a dossier's.", show_default=False)
    ],
    key: KeyOption = None,
    passphrase_file: PassphraseOption = None,
    as_json: JsonOption = False,
) -> None:
    """Sign the head of a case's ledger, or a dossier's manifest, with your own key.

    Whoever knows your key's fingerprint can check it with wherefrom verify --signer FINGERPRINT, or with openssl.
    """
    if not folder.is_dir():
        raise UsageError(f"{folder} is no folder.", "Name a case or a published dossier.")
    files: tuple[str, ...]
    if (folder / SETTINGS_FILE).is_file():
        opened = wherefrom.open(folder)
        signed = opened.sign(unlock_key(key, passphrase_file))
        told, where = f"Signed the ledger up to act {signed.acts}, head {signed.head}", folder / signed.signature
        fingerprint, files = signed.fingerprint, (signed.statement, signed.signature, signed.public_key)
    else:
        dossier = sign_dossier(folder, unlock_key(key, passphrase_file))
        told, where = f"Signed the dossier's manifest, SHA-256 {dossier.manifest}", dossier.signature
        fingerprint, files = dossier.fingerprint, (dossier.signature.name, dossier.public_key.name)
    if as_json:
        print_json({"fingerprint": fingerprint, "files": files})
        return
    sys.stdout.write(f"{told}\n  {safe_text(str(where))}\nYour key's fingerprint: {group_digits(fingerprint)}\n")


def unlock_key(key: Path | None, passphrase_file: Path | None) -> OwnKey:
    """The key that a command names, unlocked with the passphrase of a script or of whoever sits there.

    Raises:
        UsageError: there is no such key, no passphrase can be had, or it is another.
    """
    path = key or default_key_path()
    if not path.is_file():
        raise UsageError(f"There is no key at {path}.", "Make one with `wherefrom key make`.")
    passphrase = given_passphrase(passphrase_file) or _ask(f"Passphrase of {path}: ")
    if is_readable_by_others(path):
        sys.stderr.write(f"Warning: others on this machine may read {safe_text(str(path))}: chmod 600 it.\n")
    return load_key(path, passphrase)


def clean_fingerprint(told: str) -> str:
    """A fingerprint as it was read out, in groups or capitals, as 64 digits; empty stays empty.

    Raises:
        UsageError: it is none.
    """
    digits = re.sub(r"[\s:]", "", told).lower()
    if told and not re.fullmatch(r"[0-9a-f]{64}", digits):
        raise UsageError("A fingerprint is 64 hexadecimal digits.", "`wherefrom key show` prints your own.")
    return digits


def _ask_twice() -> bytes:
    first = _ask("Passphrase for the new key (not shown): ")
    if first != _ask("Once more: "):
        raise UsageError("The two passphrases differ.", "Run the command again.")
    return first


def _ask(question: str) -> bytes:
    """Ask on the terminal, without echo. Never from a pipe, where what is typed would be shown."""
    if not sys.stdin.isatty():
        raise UsageError(
            "There is no terminal to ask for the passphrase on.",
            f"Give it with --passphrase-file, or in ${PASSPHRASE_VARIABLE}.",
        )
    told = os.fsencode(getpass.getpass(question))
    if not told:
        raise UsageError("The passphrase is empty.", "A key is never kept without one.")
    return told


def _print_key(public: PublicKey, path: Path, *, as_json: bool) -> None:
    if as_json:
        print_json({"key": str(path), "fingerprint": public.fingerprint, "public_key": public.pem.decode()})
        return
    sys.stdout.write(f"Key: {safe_text(str(path))}\nPublic key: {safe_text(str(public_path(path)))}\n")
    sys.stdout.write(f"{public.pem.decode()}Fingerprint (SHA-256 of the raw public key), to be read out:\n")
    sys.stdout.write(f"  {group_digits(public.fingerprint)}\n")


def _print_stamp(stamp: Stamp, said: str) -> None:
    where = safe_text(stamp.authority)
    if stamp.failure:
        sys.stdout.write(f"{where}: no stamp: {safe_text(stamp.failure)}\n")
    else:
        sys.stdout.write(f"{where}: {said}, {stamp.told_at}, head {stamp.head}\n  {safe_text(stamp.path)}\n")
