"""Sortable addresses: as the library does that the players of web archives use."""

import json
import subprocess
from pathlib import Path

import pytest

from wherefrom.publish.exports.surt import surt_key

KEYS = {
    "http://www.Example.org/": "org,example)/",
    "https://example.org:443/A/b/?b=2&a=1": "org,example)/a/b?a=1&b=2",
    "http://www2.example.org:8080/x/": "org,example:8080)/x",
    "http://192.0.2.4/a": "4,2,0,192)/a",
    "https://user:pw@ex.org/q?": "org,ex)/q",
    "http://ex.org/a?sid=9a&b&A=1#frag": "org,ex)/a?a=1&b&sid=9a",
    "http://ex.org//a//b/../c/./d": "org,ex)/a/c/d",
    "http://münchen.example/ä?ü=1": "example,xn--mnchen-3ya)/%c3%a4?%c3%bc=1",
    "http://ex.org/%7euser/%2F": "org,ex)/~user",
    "http://ex.org/?PHPSESSID=0123456789abcdef0123456789abcdef&x=1": "org,ex)/?x=1",
    "http://ex.org/a%20b c%2525": "org,ex)/a%20b%20c%25",
    "http://ex.org./x": "org,ex)/x",
    "http://[2001:db8::1]/x": "2001:db8::1)/x",
    "urn:sha256:AbC": "urn:sha256:abc",
}


@pytest.mark.parametrize("address", KEYS)
def test_key_of_an_address(address: str) -> None:
    assert surt_key(address) == KEYS[address]


def test_keys_are_those_of_the_library(validators: Path) -> None:
    script = "import json, surt, sys; print(json.dumps([surt.surt(own) for own in json.load(sys.stdin)]))"
    told = subprocess.run(
        [validators / "python", "-c", script], input=json.dumps(list(KEYS)), capture_output=True, text=True, check=True
    )
    assert dict(zip(KEYS, json.loads(told.stdout), strict=True)) == KEYS


@pytest.mark.parametrize(
    "broken", ["http://[", "http://a:99999999/", "", "http://", "a b\nc", "http://\ud800/", "http://" + "a" * 300]
)
def test_broken_address_gives_a_key_without_white_space(broken: str) -> None:
    key = surt_key(broken)
    assert not any(own.isspace() for own in key)
