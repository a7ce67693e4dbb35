"""Keys of people: Ed25519, kept outside of every case.

A key lies in its owner's own folder, encrypted with a passphrase; a case or a dossier holds signatures and public keys
alone. Whoever is handed a case is not handed the power to sign in its owner's name.
"""

from wherefrom.keys.key_files import default_key_path, is_readable_by_others, load_key, make_key, public_path, show_key
from wherefrom.keys.own_key import OwnKey, PublicKey, group_digits
from wherefrom.keys.passphrases import PASSPHRASE_VARIABLE, given_passphrase, weakness_of

__all__ = [
    "PASSPHRASE_VARIABLE",
    "OwnKey",
    "PublicKey",
    "default_key_path",
    "given_passphrase",
    "group_digits",
    "is_readable_by_others",
    "load_key",
    "make_key",
    "public_path",
    "show_key",
    "weakness_of",
]
