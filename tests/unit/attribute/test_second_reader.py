import json
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer

import pytest

from wherefrom.attribute import attribute_document
from wherefrom.attribute.find.second_reader import SecondReader
from wherefrom.infer import Endpoint
from wherefrom.read import read_text
from wherefrom.records import Measured

TEXT = "The mill stood empty for years. Word on the quay has it that the owner set the fire. It rained on Sunday."


class Stub(BaseHTTPRequestHandler):
    answer = "[]"
    asked: list[dict[str, object]]

    def do_POST(self) -> None:
        self.asked.append(json.loads(self.rfile.read(int(self.headers["Content-Length"]))))
        body = json.dumps({"choices": [{"message": {"content": self.answer}}]}).encode()
        self.send_response(200)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_: object) -> None:
        pass


@pytest.fixture
def server() -> Iterator[HTTPServer]:
    Stub.asked = []
    running = HTTPServer(("127.0.0.1", 0), Stub)
    thread = threading.Thread(target=running.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    yield running
    running.shutdown()
    thread.join()
    running.server_close()


def ask(server: HTTPServer, answer: object) -> tuple[SecondReader, list[tuple[str, str, str]]]:
    Stub.answer = answer if isinstance(answer, str) else json.dumps(answer)
    second = SecondReader(Endpoint(f"http://127.0.0.1:{server.server_port}/v1", "stub-1", timeout=10))
    found = attribute_document(read_text(TEXT), Measured(), rules=True, second=second)
    proposed = [a for a in found.attributions if a.maker == "second reader/stub-1"]
    words = [
        tuple(TEXT[spans[0].start : spans[0].end] if spans else "" for spans in (a.source, a.cue, a.content))
        for a in proposed
    ]
    return second, words


def test_what_stands_in_the_text_counts(server: HTTPServer) -> None:
    proposal = {"source": "Word on the quay", "cue": "has it", "content": ["that the owner set the fire"]}
    _, found = ask(server, "Here you are:\n```json\n" + json.dumps([proposal]) + "\n```")
    assert found == [("Word on the quay", "has it", "that the owner set the fire")]
    assert TEXT in str(Stub.asked[0]["messages"])
    assert Stub.asked[0]["model"] == "stub-1"


@pytest.mark.parametrize(
    "proposal",
    [
        {"source": "The police", "cue": "has it", "content": ["that the owner set the fire"]},
        {"source": "Word on the quay", "cue": "says", "content": ["that the owner set the fire"]},
        {"source": "Word on the quay", "cue": "has it", "content": ["that the owner lit the fire"]},
        {"source": "", "cue": "", "content": ["that the owner set the fire"]},
        {"source": "Word on the quay", "cue": "has it", "content": []},
    ],
)
def test_what_does_not_stand_in_the_text_is_left_out_and_counted(server: HTTPServer, proposal: object) -> None:
    second, found = ask(server, [proposal])
    assert found == []
    assert second.unfounded == 1


@pytest.mark.parametrize("answer", ["no JSON", '[{"source": 1}]', '{"a": 2}', "[", "[[[]]]"])
def test_an_answer_that_is_no_list_of_proposals_is_a_problem_that_is_told(server: HTTPServer, answer: str) -> None:
    second, found = ask(server, answer)
    assert found == []
    assert second.problems


def test_a_silent_server_is_a_problem_that_is_told_and_the_first_reader_stands() -> None:
    second = SecondReader(Endpoint("http://127.0.0.1:9/v1", "stub-1", timeout=5))
    text = "Ada Lund said that the mill was empty."
    found = attribute_document(read_text(text), Measured(), rules=True, second=second)
    assert len(found.attributions) == 1
    assert "did not answer" in second.problems[0]
