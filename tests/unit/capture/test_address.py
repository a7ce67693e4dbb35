import pytest

from wherefrom.capture.web.address import FetchRefusedError, is_address, read_address, refuse_ip, without_secrets


@pytest.mark.parametrize(
    ("url", "target"),
    [
        ("https://x.example", "https://x.example/"),
        ("HTTP://X.Example:80/A?b=c#d", "http://x.example/A?b=c"),
        ("https://x.example:8443/a", "https://x.example:8443/a"),
        ("https://bücher.example/ä?q=ü", "https://xn--bcher-kva.example/%C3%A4?q=%C3%BC"),
        ("https://x.example/a%20b?c=%26", "https://x.example/a%20b?c=%26"),
        ("https://8.8.8.8/", "https://8.8.8.8/"),
        ("https://[2606:4700::1111]/", "https://[2606:4700::1111]/"),
    ],
)
def test_an_address_is_written_in_one_form(url: str, target: str) -> None:
    assert read_address(url).url == target


@pytest.mark.parametrize(
    ("url", "why"),
    [
        ("file:///etc/passwd", "only http and https"),
        ("ftp://x.example/", "only http and https"),
        ("gopher://x.example/", "only http and https"),
        ("javascript:alert(1)", "only http and https"),
        ("//x.example/", "only http and https"),
        ("https://user:secret@x.example/", "a name or a password"),
        ("https://x.example\\@y.example/", "backslash"),
        ("https://x.example/\r\nHost: y.example", "control character"),
        ("https://x.example/a b", "white space"),
        ("https://", "no name that a web server can have"),
        ("https://x..example/", "no name that a web server can have"),
        ("https://-x.example/", "no name that a web server can have"),
        ("https://localhost/", "a name of this machine"),
        ("https://db.internal/", "a name of this machine"),
        ("http://2130706433/", "a number"),
        ("http://0x7f000001/", "a number"),
        ("http://0177.0.0.1/", "a number"),
        ("http://127.1/", "a number"),
        ("http://0x7f.0.0.1/", "a number"),
        ("http://1.2.3.4.5/", "a number"),
        ("https://[fe80::1%25eth0]/", "IPv6 zone"),
        ("https://[nonsense]/", "IPv6"),
        ("https://straße.example/", "different names"),
        ("https://x.example:22/", "another service"),
        ("https://x.example:6379/", "another service"),
        ("https://x.example:99999/", "cannot be read"),
        ("https://x.example/" + "a" * 9000, "longer than"),
    ],
)
def test_what_is_not_fetched_says_why(url: str, why: str) -> None:
    with pytest.raises(FetchRefusedError) as refused:
        read_address(url)
    assert why in str(refused.value)


def test_digits_of_another_script_are_the_number_that_they_mean() -> None:
    assert refuse_ip(read_address("http://１２７.０.０.１/").host) == "it leads to this machine"


@pytest.mark.parametrize(
    "ip", ["8.8.8.8", "93.184.216.34", "2606:4700::1111", "::ffff:8.8.8.8", "64:ff9b::808:808", "2002:808:808::1"]
)
def test_an_address_of_the_public_internet_may_be_asked(ip: str) -> None:
    assert not refuse_ip(ip)


@pytest.mark.parametrize(
    "ip",
    [
        "0.0.0.0", "10.0.0.1", "100.64.0.1", "100.100.100.200", "127.0.0.1", "127.9.9.9", "168.63.129.16", "169.254.169.254",  # noqa: S104
        "169.254.0.1", "172.16.0.1", "172.31.255.255", "192.0.0.1", "192.0.0.192", "192.0.2.1", "192.168.1.1", "192.88.99.1",
        "198.18.0.1", "198.51.100.1", "203.0.113.1", "224.0.0.1", "239.255.255.255", "240.0.0.1", "255.255.255.255",
        "::", "::1", "fe80::1", "fe80::1%eth0", "fc00::1", "fd00:ec2::254", "fec0::1", "ff02::1", "2001:db8::1", "100::1",
        "::ffff:127.0.0.1", "::ffff:10.0.0.1", "::ffff:169.254.169.254", "::127.0.0.1", "::ffff:0:0", "64:ff9b::7f00:1",
        "64:ff9b::a00:1", "64:ff9b:1::808:808", "2002:7f00:1::", "2002:a9fe:a9fe::1", "2001:0:808:808::1",
        "2606:4700::5efe:a00:1", "2606:4700::200:5efe:7f00:1", "no address", "",
    ],
)  # fmt: skip
def test_an_address_inside_a_network_is_never_asked(ip: str) -> None:
    why = refuse_ip(ip)
    assert why
    assert not ip or ip not in why


def test_an_address_is_told_from_a_file() -> None:
    assert all(is_address(text) for text in ("https://x.example", "FILE:///etc/passwd", "gopher://x"))
    assert not any(is_address(text) for text in ("a.txt", "folder/https://x", "C:\\a.txt", "-", "a:b"))


def test_names_and_passwords_are_taken_out_before_an_address_is_shown() -> None:
    assert without_secrets("https://user:pw@x.example/a@b") == "https://…@x.example/a@b"
    assert without_secrets("https://x.example/a@b") == "https://x.example/a@b"
