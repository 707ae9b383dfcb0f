"""ftfy's fixes on one line, each only where there is something to fix.

The steps, their order and their explanation are those of `ftfy.fix_and_explain`, and the fixes are ftfy's own. What differs is the
questions: ftfy asks one regular expression after another whether a line is worth a fix, `suspects` answers all in one pass. Where
another version of ftfy is installed than the one whose steps these are, ftfy itself does it all.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from corpusnorm.cleaning.suspects import ALTERED, BAD, CHANGEABLE, CHARACTER, EMBEDDED, ENTITY, LOST, codecs, damage, suspects

if TYPE_CHECKING:
    from ftfy import TextFixerConfig

    from corpusnorm.automata import Automaton

FOLLOWED = "6.3.1"
"""The version of ftfy whose order of steps stands here."""
_AFTER_ENCODING = (
    "fix_c1_controls",
    "fix_latin_ligatures",
    "fix_character_width",
    "uncurl_quotes",
    "fix_surrogates",
    "remove_terminal_escapes",
    "remove_control_chars",
)
Step = tuple[str, str]


@dataclass(frozen=True)
class LineFixer:
    """What `ftfy.fix_and_explain` makes of a line under `config`, which neither breaks lines nor normalizes."""

    config: TextFixerConfig

    def __call__(self, line: str) -> tuple[str, list[Step]]:
        """The fixed line, and ftfy's explanation."""
        import ftfy

        if ftfy.__version__ != FOLLOWED:
            fixed = ftfy.fix_and_explain(line, self.config)
            return fixed.text, [(step.action, step.parameter) for step in fixed.explanation or ()]
        unescape = self.config.unescape_html and not (self.config.unescape_html == "auto" and "<" in line)
        steps: list[Step] = []
        text, kinds = line, self._suspects.kinds(line)
        while kinds & CHANGEABLE:
            before = text
            if unescape and kinds & ENTITY:
                text = _applied("unescape_html", text, steps)
                kinds = self._suspects.kinds(text)
            text, kinds = self._encoding_fixed(text, kinds, steps)
            if kinds & CHARACTER:
                for name in _AFTER_ENCODING:
                    if getattr(self.config, name):
                        text = _applied(name, text, steps)
                kinds = self._suspects.kinds(text)
            if text == before:
                break
        return text, steps

    @cached_property
    def _suspects(self) -> Automaton:
        return suspects(self.config)

    def _encoding_fixed(self, text: str, kinds: int, steps: list[Step]) -> tuple[str, int]:
        """`ftfy.fix_encoding_and_explain` on a text with finds of these kinds; the kinds that are left come with what it gives."""
        while kinds & BAD:
            before = text
            text, found = self._one_step(text, kinds)
            steps += found
            if text == before:
                break
            kinds = self._suspects.kinds(text)
        return text, kinds

    def _one_step(self, text: str, kinds: int) -> tuple[str, list[Step]]:
        """One step of ftfy's `fix_encoding_and_explain`, for a text that is bad."""
        possible = codecs().possible(text)
        return self._read_again(text, possible) or self._mended(text, kinds, "latin-1" in possible)

    def _read_again(self, text: str, possible: list[str]) -> tuple[str, list[Step]] | None:
        """The text as UTF-8 that was read in one of these encodings; None where it is none."""
        from ftfy import fixes

        for encoding in possible:
            encoded = text.encode(encoding)
            steps = [("encode", encoding)]
            found = damage(encoded)
            if found & ALTERED and self.config.restore_byte_a0 and encoding != "macroman":
                encoded = _transcoded("restore_byte_a0", fixes.restore_byte_a0, encoded, steps)
                found = damage(encoded)
            if found & LOST and self.config.replace_lossy_sequences and encoding.startswith("sloppy"):
                encoded = _transcoded("replace_lossy_sequences", fixes.replace_lossy_sequences, encoded, steps)
            decoding = "utf-8-variants" if 0xED in encoded or 0xC0 in encoded else "utf-8"
            try:
                return encoded.decode(decoding), [*steps, ("decode", decoding)]
            except UnicodeDecodeError:
                continue
        return None

    def _mended(self, text: str, kinds: int, latin_1: bool) -> tuple[str, list[Step]]:
        """The text with the parts fixed that look like UTF-8 misread, or else its C1 controls read as Windows-1252."""
        from ftfy import chardata, fixes

        if kinds & EMBEDDED and self.config.decode_inconsistent_utf8:
            fixed = fixes.decode_inconsistent_utf8(text)
            if fixed != text:
                return fixed, [("apply", "decode_inconsistent_utf8")]
        if latin_1:
            try:
                fixed = text.encode("latin-1").decode("windows-1252")
            except UnicodeDecodeError:
                fixed = text
            if fixed != text:
                return fixed, [("encode", "latin-1"), ("decode", "windows-1252")]
        if self.config.fix_c1_controls and chardata.C1_CONTROL_RE.search(text):
            return fixes.fix_c1_controls(text), [("transcode", "fix_c1_controls")]
        return text, []


def _applied(name: str, text: str, steps: list[Step]) -> str:
    """The text after one of ftfy's fixers, which is told where it changed something."""
    from ftfy import FIXERS

    fixed: str = FIXERS[name](text)
    if fixed != text:
        steps.append(("apply", name))
    return fixed


def _transcoded(name: str, fixer: Callable[[bytes], bytes], encoded: bytes, steps: list[Step]) -> bytes:
    fixed = fixer(encoded)
    if fixed != encoded:
        steps.append(("transcode", name))
    return fixed
