import pytest

from wherefrom.errors import UsageError
from wherefrom.infer import Endpoint, EndpointError


@pytest.mark.parametrize("address", ["ftp://127.0.0.1/v1", "file:///etc/passwd", "127.0.0.1:80", "http://"])
def test_only_http_is_spoken(address: str) -> None:
    with pytest.raises(UsageError, match="no http address"):
        Endpoint(address, "m").check()


@pytest.mark.parametrize("address", ["http://192.0.2.7/v1", "http://169.254.169.254/v1"])
def test_text_stays_on_this_machine_unless_it_may_leave(address: str) -> None:
    with pytest.raises(UsageError, match="not on this machine"):
        Endpoint(address, "m").check()
    Endpoint(address, "m", may_leave=True).check()


def test_a_server_that_is_not_there_is_an_error_with_its_address() -> None:
    with pytest.raises(EndpointError, match=r"127\.0\.0\.1:9/v1/chat/completions did not answer"):
        Endpoint("http://127.0.0.1:9/v1", "m", timeout=5).complete([])
