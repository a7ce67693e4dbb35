"""The entry: everything that linking finds in a case."""

from collections.abc import Callable

from wherefrom.link.claims.joining import join_claims, weigh_stems
from wherefrom.link.claims.likeness import Likeness
from wherefrom.link.claims.meaning import load_meanings
from wherefrom.link.claims.profiles import make_profiles
from wherefrom.link.copies.folding import CopyFinder
from wherefrom.link.decided import decide_claims, decide_links
from wherefrom.link.parties.identity import decide_parties
from wherefrom.link.parties.namesakes import find_namesakes
from wherefrom.link.sources.quoted import QuotationFinder
from wherefrom.link.sources.references import References
from wherefrom.link.sources.variants import VariantFinder
from wherefrom.records import CaseRecords, Linked
from wherefrom.view.copy_roots import find_originals


def link_statements(case: CaseRecords, report: Callable[[int, int], None] | None = None) -> Linked:
    """Fold copies, find relays and works held, and join statements into claims.

    Args:
        case: documents and what was found in each.
        report: told how much is done and how much there is: documents first, statements after.

    Returns:
        Links, claims and parties; every statement is in exactly one claim, every speaker in exactly one party. What people decided is done, and marked as theirs.
    """
    total = len(case.documents) + len(case.statements)

    def report_from(base: int) -> Callable[[int, int], None] | None:
        return None if report is None else lambda done, _of: report(min(base + done, total), total)

    meanings = load_meanings(case.known)
    references = References(case, meanings)
    links = CopyFinder(case.documents, references.credits()).find(report_from(0))
    links += references.find()
    links += find_namesakes(case)
    links = decide_links(case, links)
    parties = decide_parties(case, links)
    originals = find_originals(links)
    profiles = make_profiles(case, originals)
    likeness = Likeness(weigh_stems(profiles), meanings)
    links += QuotationFinder(case, originals).find()
    claims, joins = join_claims(case, profiles, likeness, report_from(len(case.documents)))
    claims, joins = decide_claims(case, claims, joins)
    links += VariantFinder(case, profiles, likeness, originals).find(links, claims)
    if report is not None:
        report(total, total)
    return Linked(links=(*links, *joins), claims=tuple(claims), parties=parties)
