"""Link: copies folded, the same claim joined across documents."""

from wherefrom.link.claims.likeness import Comparison, Likeness, load_likeness
from wherefrom.link.claims.meaning import choose_sentences, describe_statements
from wherefrom.link.claims.profiles import Profile, make_profile
from wherefrom.link.linking import link_statements

__all__ = [
    "Comparison",
    "Likeness",
    "Profile",
    "choose_sentences",
    "describe_statements",
    "link_statements",
    "load_likeness",
    "make_profile",
]
