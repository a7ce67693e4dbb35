"""What capturing stands on: the lock of a case, safe names, payloads on disk, the machine."""
