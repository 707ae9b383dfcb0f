"""Discovery: which forms of names may be ways to write one name, where no registry says so. It proposes and never merges.

forms -> spelling (any script in a few Latin letters) -> blocks of like skeletons -> fitted costs of what differs
      -> what keeps two apart (numbers, initials, registry, decisions) -> groups by average linkage, with evidence
"""

from corpusnorm.names.discovery.discover import discover_variants
from corpusnorm.names.discovery.model import Evidence, Proposal, Proposals

__all__ = ["Evidence", "Proposal", "Proposals", "discover_variants"]
