"""What a reader is told of a seal that holds."""

from wherefrom.verify.report import Seal, describe_seal


def test_a_signature_tells_the_key_the_signer_and_what_is_covered() -> None:
    told = describe_seal(Seal("signature", "custody.jsonl", "ab:cd", "Ana Roe", "2026-05-01", 3), 7)
    assert told == 'Signed by the key ab:cd, who signs as "Ana Roe": the ledger up to act 3 of 7.'


def test_a_signer_without_a_name_has_the_key_alone() -> None:
    assert describe_seal(Seal("signature", "m.txt", "ab:cd", "", "", 0), 7) == "Signed by the key ab:cd: m.txt."


def test_a_stamp_tells_its_authority_and_time() -> None:
    told = describe_seal(Seal("stamp", "custody.jsonl", "tsa.example", "", "2026-05-01", 7), 7)
    assert told.startswith("Stamped at 2026-05-01 by tsa.example: the ledger up to act 7 of 7.")
