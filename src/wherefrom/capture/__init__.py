"""Capture: originals into the bag, every act into the custody ledger.

The order in which things reach the disk is the whole of the crash safety, so it is said once, here:

1. the bytes are copied to ``incoming/`` while their digest is taken, and synced;
2. ``custody.head`` names the line to come beside the last one; the act is appended to the ledger and synced: from here
   on the capture is acknowledged; the head names the new line alone;
3. the payload is put into the bag's twin, with manifest, bag-info and tag manifest;
4. twin and bag change places in one step, and the former bag, the twin now, gets the same.

Whatever is cut off after step 2 is finished by the next `open_bag`, which says so in the ledger; what is cut off before
it was never acknowledged and is cleared away. So no payload can lie in the bag that no act names, and the bag is valid
at every instant.

Entry is `capture_file`, and `list_inputs` before it. Beside it each room has its own: `bag` (open one, begin one), `ledger` (acts, and how
things were collected), `seals` (stamps and signatures), `web` (an address asked for).
"""

from wherefrom.capture.entry import CaptureResult, capture_file
from wherefrom.capture.ground.file_names import escape_path
from wherefrom.capture.ground.lock import lock_case
from wherefrom.capture.inputs import InputPath, Refused, list_inputs

__all__ = ["CaptureResult", "InputPath", "Refused", "capture_file", "escape_path", "list_inputs", "lock_case"]
