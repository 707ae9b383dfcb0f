"""Documents that we wrote, changed at random: elements dropped, doubled, moved, renamed, taken from one another; attributes and
text, too. Changed twice with the same seed, they are the same."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from copy import deepcopy
from random import Random

from lxml import etree

from corpusnorm.tei.parsing import XML_ID, Element

_TEXTS = ("", " ", "a", "\n", "two words", "0", "é&<")
_PIECES = ("", "#", "0", "a", "é", " ", "..", "%", ".", "-")


class Breed:
    """Changes documents with what stands in any of them."""

    def __init__(self, documents: Sequence[Element], seed: int) -> None:
        self.random = Random(seed)  # noqa: S311 - drawn the same each time
        self.pool = [element for document in documents for element in document.iter(etree.Element)]
        self.attributes = [(str(name), str(value)) for element in self.pool for name, value in element.attrib.items()]
        self.ids = 0
        self._ways: tuple[Callable[[Element], None], ...] = (
            self._drop,
            self._double,
            self._swap,
            self._move,
            self._unwrap,
            self._wrap,
            self._rename,
            self._cross,
            self._graft,
            self._without_attribute,
            self._with_attribute,
            self._other_value,
            self._other_value,
            self._bent_value,
            self._text,
        )

    def changed(self, document: Element) -> Element:
        """A copy of a document with one change."""
        copy = deepcopy(document)
        self.random.choice(self._ways)(copy)
        return copy

    def drift(self, document: Element, steps: int, valid: Callable[[Element], bool]) -> Iterator[tuple[Element, bool]]:
        """What comes of many changes, one after the other: each that stays valid is the ground of the next."""
        for _ in range(steps):
            changed = self.changed(document)
            sound = valid(changed)
            yield changed, sound
            if sound:
                document = changed

    def _any(self, document: Element) -> Element:
        """An element, not the root."""
        return self.random.choice([*document.iter(etree.Element)][1:] or [document])

    def _foreign(self, name: str = "") -> Element:
        """A copy of some element, of that name if there is one."""
        found = [each for each in self.pool if each.tag == name] if name else []
        copy = deepcopy(self.random.choice(found or self.pool))
        copy.tail = None
        return self._renumbered(copy)

    def _renumbered(self, element: Element) -> Element:
        """The same with ids that nothing else has."""
        for each in element.iter(etree.Element):
            if XML_ID in each.attrib:
                self.ids += 1
                each.set(XML_ID, f"m{self.ids}")
        return element

    def _drop(self, document: Element) -> None:
        element = self._any(document)
        parent = element.getparent()
        if parent is not None:
            parent.remove(element)

    def _double(self, document: Element) -> None:
        element = self._any(document)
        if element is not document:
            element.addnext(self._renumbered(deepcopy(element)))

    def _swap(self, document: Element) -> None:
        parent = self._any(document).getparent()
        if parent is not None and len(parent) > 1:
            children = [*parent]
            self.random.shuffle(children)
            parent[:] = children

    def _move(self, document: Element) -> None:
        element, target = self._any(document), self._any(document)
        if element is not document and element not in target.iterancestors() and element is not target:
            target.insert(self.random.randint(0, len(target)), element)

    def _unwrap(self, document: Element) -> None:
        element = self._any(document)
        parent = element.getparent()
        if parent is not None:
            at = parent.index(element)
            parent[at : at + 1] = [*element]

    def _wrap(self, document: Element) -> None:
        element = self._any(document)
        parent = element.getparent()
        if parent is not None:
            like = self._foreign()
            around = etree.Element(like.tag, dict(like.attrib))
            parent.replace(element, around)
            around.append(element)

    def _rename(self, document: Element) -> None:
        element, like = self._any(document), self._foreign()
        element.tag = like.tag
        if self.random.random() < 0.5:
            element.attrib.clear()
            element.attrib.update(like.attrib)

    def _cross(self, document: Element) -> None:
        """Another element of the same name in its place."""
        element = self._any(document)
        parent = element.getparent()
        if parent is not None:
            parent.replace(element, self._foreign(str(element.tag)))

    def _graft(self, document: Element) -> None:
        """An element of another document, anywhere."""
        target = self._any(document)
        target.insert(self.random.randint(0, len(target)), self._foreign())

    def _without_attribute(self, document: Element) -> None:
        element = self._any(document)
        if element.attrib:
            del element.attrib[self.random.choice([*element.attrib])]

    def _with_attribute(self, document: Element) -> None:
        name, value = self.random.choice(self.attributes)
        self._any(document).set(name, value)

    def _other_value(self, document: Element) -> None:
        """The value of another attribute, mostly one of the same name."""
        element = self._any(document)
        if not element.attrib:
            return
        name = self.random.choice([*element.attrib])
        same = [value for other, value in self.attributes if other == name and name != XML_ID]
        everywhere = [value for _, value in self.attributes]
        element.set(name, self.random.choice(same if same and self.random.random() < 0.7 else everywhere))

    def _bent_value(self, document: Element) -> None:
        """A value with a character more, or a part of it gone."""
        element = self._any(document)
        if not element.attrib:
            return
        name = self.random.choice([*element.attrib])
        value = str(element.get(name))
        start, end = sorted(self.random.randint(0, len(value)) for _ in range(2))
        element.set(name, value[:start] + self.random.choice(_PIECES) + value[self.random.choice((start, end)) :])

    def _text(self, document: Element) -> None:
        element = self._any(document)
        if self.random.random() < 0.5:
            element.text = self.random.choice(_TEXTS)
        elif element is not document:
            element.tail = self.random.choice(_TEXTS)
