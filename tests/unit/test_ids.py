from wherefrom.ids import ID_HEX, digest_bytes, digest_text, make_id


def test_same_parts_give_the_same_id_with_its_prefix() -> None:
    assert make_id("doc", "a", 1) == make_id("doc", "a", 1)
    assert make_id("doc", "a").startswith("doc-")
    assert len(make_id("doc", "a")) == len("doc-") + ID_HEX


def test_parts_do_not_run_into_each_other() -> None:
    assert make_id("x", "a.b", "c") != make_id("x", "a", "b.c")
    assert make_id("x", "1") != make_id("x", 1)
    assert make_id("x", ["a"], "b") != make_id("x", ["a", "b"])


def test_digests_are_sha256_of_utf8() -> None:
    assert digest_text("") == "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"
    assert digest_text("é") == digest_bytes(b"\xc3\xa9")


def test_lone_surrogates_have_a_digest() -> None:
    assert digest_text("\ud800") != digest_text("\ud801")
