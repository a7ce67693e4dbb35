"""Link: copies folded, the same claim joined across documents."""

from wherefrom.link.likeness import Comparison, Likeness, load_likeness
from wherefrom.link.linking import link_statements
from wherefrom.link.profiles import Profile, make_profile

__all__ = ["Comparison", "Likeness", "Profile", "link_statements", "load_likeness", "make_profile"]
