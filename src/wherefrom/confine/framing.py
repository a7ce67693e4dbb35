"""How the three processes speak: frames of a kind, a length and bytes, over sockets that were connected before."""

import os
import socket
import struct
import time

_HEAD = struct.Struct("!BQ")
_PIECE = 1 << 20

REQUEST, ANSWER, RAISED, READY, ENDED = range(5)


class GarbledError(Exception):
    """What came is no frame, or one that is longer than allowed."""


def send_frame(talk: socket.socket, kind: int, body: bytes, descriptors: tuple[int, ...] = ()) -> None:
    """Send a frame, and open files with it.

    Raises:
        OSError: nobody listens any more.
    """
    head = _HEAD.pack(kind, len(body))
    if descriptors:
        socket.send_fds(talk, [head], list(descriptors))
    else:
        talk.sendall(head)
    talk.sendall(body)


def write_frame(descriptor: int, kind: int, body: bytes) -> None:
    """Send a frame by plain writing, which is all that a confined process may do."""
    for part in (_HEAD.pack(kind, len(body)), body):
        left = memoryview(part)
        while left:
            left = left[os.write(descriptor, left) :]


def receive_request(talk: socket.socket, most_files: int) -> tuple[bytes, list[int]] | None:
    """The next frame from a side that is trusted, with its open files; None when there will be none."""
    head, descriptors, _, _ = socket.recv_fds(talk, _HEAD.size, most_files)
    if len(head) < _HEAD.size:
        return None
    _, length = _HEAD.unpack(head)
    body = bytearray()
    while len(body) < length:
        piece = talk.recv(min(length - len(body), _PIECE))
        if not piece:
            return None
        body += piece
    return bytes(body), descriptors


def receive_answer(talk: socket.socket, limit: int, deadline: float) -> tuple[int, bytes] | None:
    """The next frame from a side that is not trusted; None when it ended without one.

    Args:
        talk: the socket.
        limit: the longest body taken, in bytes.
        deadline: on the monotonic clock.

    Raises:
        GarbledError: it is too long, or no frame.
        TimeoutError: the deadline has passed.
    """
    head = _receive(talk, _HEAD.size, deadline)
    if head is None:
        return None
    kind, length = _HEAD.unpack(head)
    if kind not in {ANSWER, RAISED, READY, ENDED}:
        raise GarbledError("it answered something that is no answer")
    if length > limit:
        raise GarbledError(
            f"what was read of it is larger than the setting read_output allows: {length} of {limit} bytes"
        )
    body = _receive(talk, length, deadline)
    return None if body is None else (kind, body)


def _receive(talk: socket.socket, length: int, deadline: float) -> bytes | None:
    taken = bytearray()
    while len(taken) < length:
        left = deadline - time.monotonic()
        if left <= 0:
            raise TimeoutError
        talk.settimeout(left)
        try:
            piece = talk.recv(min(length - len(taken), _PIECE))
        except ConnectionResetError:
            return None
        if not piece:
            return None
        taken += piece
    return bytes(taken)
