"""How the works of a corpus are divided among files: a file a work, or shards of about a thousand works each.

    works/d3f20c1e5a7b9d8e6.xml   the `TEI` of one work, where there are few
    works/3f2.xml                 a `teiCorpus` of the works whose ids begin with these digits, where there are many

A work is the same `TEI` element in both, byte for byte, but for its pointers into other works. They name the file in which the
other work stands, also where that is the same one: so a work can be taken out of its file, read and judged alone.
"""

from __future__ import annotations

from dataclasses import dataclass

from corpusnorm.tei.pointers import WORKS, ncname

MOST_FILES = 10_000  # works that get a file each: what file systems, editors and people can still list
_WORKS = 4_000  # of a shard, on average, at most; as digits are hexadecimal, 250 at least
_BYTES = 64_000_000  # of input for a shard, on average, at most: what an XML tool can hold as a tree


@dataclass(frozen=True, slots=True)
class Division:
    """Which file a work stands in, and the pointers from one work into another.

    `digits` is how many hexadecimal digits of the id of a work, after its letter, name its shard; 0 for a file a work. So the shard
    of a work depends on the other works by the number of digits alone.
    """

    digits: int = 0

    @classmethod
    def of(cls, layout: str, works: int, size: int) -> Division:
        """The division of a corpus of so many works and so many bytes of input; `layout` "auto" leaves it to their number.

        >>> [Division.of("auto", works, works * 3_000).digits for works in (4, 10_000, 10_001, 1_000_000, 4_000_000)]
        [0, 0, 1, 2, 3]
        """
        if layout == "files" or (layout == "auto" and works <= MOST_FILES):
            return cls()
        digits = 1
        while works > _WORKS * 16**digits or size > _BYTES * 16**digits:
            digits += 1
        return cls(digits)

    def name(self, work: str) -> str:
        """The name of the file of a work, without its extension."""
        return ncname(work)[1 : 1 + self.digits] if self.digits else ncname(work)

    def file(self, work: str) -> str:
        """The path of the file of a work, below the package.

        >>> Division().file("d3f20c1e5a7b9d8e6"), Division(3).file("d3f20c1e5a7b9d8e6")
        ('works/d3f20c1e5a7b9d8e6.xml', 'works/3f2.xml')
        """
        return f"{WORKS}/{self.name(work)}.xml"

    def pointer(self, here: str, there: str, identifier: str) -> str:
        """A pointer from work `here` to an id of work `there`.

        >>> Division().pointer("d1", "d1", "d1.p2"), Division().pointer("d1", "d2", "d2.p2")
        ('#d1.p2', 'd2.xml#d2.p2')
        """
        return f"#{identifier}" if here == there else f"{self.name(there)}.xml#{identifier}"

    def partition(self, work: str, partitions: int) -> int:
        """Which of some partitions a work belongs to: by its id, in the order of ids, a shard never in two.

        >>> [Division(1).partition(work, 3) for work in ("d0f00000000000000", "d7000000000000000", "df000000000000000")]
        [0, 1, 2]
        """
        digits = self.digits or 4
        return int(work[1 : 1 + digits], 16) * partitions // (1 << 4 * digits)
