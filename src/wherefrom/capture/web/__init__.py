"""The web: addresses judged, fetched and recorded as WARC."""

from wherefrom.capture.web.address import is_address
from wherefrom.capture.web.capturing import capture_url, refuse_url
from wherefrom.capture.web.fetch import Web

__all__ = ["Web", "capture_url", "is_address", "refuse_url"]
