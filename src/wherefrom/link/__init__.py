"""Link: copies folded, the same claim joined across documents."""

from wherefrom.link.linking import link_statements

__all__ = ["link_statements"]
