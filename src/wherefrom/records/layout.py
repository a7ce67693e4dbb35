"""How a case lies on the disk: the name of every file and folder in it, said once.

    mycase/
      evidence/        a BagIt bag: the originals, untouched
      custody.jsonl    the ledger
      custody.head     the hash of its last line
      stamps/  signatures/
      incoming/        what is being taken in
      case.db          everything derived
      case.toml        name and settings

`wherefrom.verify` has these names a second time: it runs on the standard library alone, without anything of this. A test
holds the two equal.
"""

EVIDENCE_FOLDER = "evidence"
# The bag's other copy, which changes places with it; see docs/decisions/0007-bag-twin.md.
TWIN_FOLDER = ".evidence-next"
LEDGER_FILE = "custody.jsonl"
HEAD_FILE = "custody.head"
STAMPS_FOLDER = "stamps"
SIGNATURES_FOLDER = "signatures"
INCOMING_FOLDER = "incoming"
DATABASE_FILE = "case.db"
SETTINGS_FILE = "case.toml"
LOCK_FILE = ".lock"

# Tag files of a bag, and the manifest that a dossier has too.
DECLARATION_FILE = "bagit.txt"
INFO_FILE = "bag-info.txt"
MANIFEST_FILE = "manifest-sha256.txt"

SEAL_FOLDERS = (STAMPS_FOLDER, SIGNATURES_FOLDER)
# What tells of custody: it goes with every copy of the case.
CUSTODY_FILES = (LEDGER_FILE, HEAD_FILE, SETTINGS_FILE)
