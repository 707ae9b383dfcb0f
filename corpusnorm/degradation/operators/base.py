"""What an operator is: a piece of the degradation channel, as data.

A degradation is an ordered list of operators. The first cuts the text into tokens (`Tokenizer`), each later one maps a
word form to another form or drops it (`WordOperator`). Both are frozen dataclasses whose fields are their options, so
a recipe is JSON: `operator.to_dict()` and `operator_from_dict()` are each other's inverse.
"""

from abc import ABC, abstractmethod
from collections.abc import Callable, Mapping
from dataclasses import fields
from typing import TYPE_CHECKING, Any, ClassVar, NamedTuple, Self, TypeVar

if TYPE_CHECKING:
    from importlib.metadata import EntryPoints

ENTRY_POINTS = "corpusnorm.operators"
"""The packaging entry point group in which third parties announce their operators, by registered name."""


class Token(NamedTuple):
    """A form and the stretch of the source text it came from.

    `start` and `end` are code points of the source text, half-open. `form` may differ from `text[start:end]`: where a
    tokenizer deletes characters, the stretch reaches from the first kept character to the last.

    >>> Token("dont", 2, 7).form
    'dont'
    """

    form: str
    start: int
    end: int


class Operator:
    """One step of a degradation: immutable, comparable, hashable, and written as a flat mapping.

    A subclass is a `@dataclass(frozen=True, slots=True)`; its fields are its options.
    """

    __slots__ = ()

    op: ClassVar[str] = ""
    """The registered name; `register` sets it."""

    @property
    def version(self) -> str:
        """The version of the behaviour, and of the data where the operator has any."""
        return "1"

    def to_dict(self) -> dict[str, Any]:
        """Return the operator as JSON values: `op`, every option, and `version`.

        Sets are written as sorted lists, so equal operators give equal bytes.

        >>> from corpusnorm.degradation.operators import MinLength
        >>> MinLength(3).to_dict()
        {'op': 'min_length', 'n': 3, 'version': '1'}
        """
        options = {option.name: _plain(getattr(self, option.name)) for option in fields(self)}  # type: ignore[arg-type]
        return {"op": self.op, **options, "version": self.version}

    @classmethod
    def from_options(cls, options: Mapping[str, Any]) -> Self:
        """Build the operator from the options of its mapping; a missing one takes its default.

        Raises ValueError for an option that does not exist, for a missing option without a default, and for a value
        the operator does not accept.
        """
        known = [option.name for option in fields(cls)]  # type: ignore[arg-type]
        for name in options:
            if name not in known:
                raise unknown("option", name, known, of=f"operator {cls.op!r}")
        try:
            return cls(**options)
        except TypeError as error:
            raise ValueError(f"operator {cls.op!r} cannot be built from {dict(options)!r}: {error}") from error


class Tokenizer(Operator, ABC):
    """Cuts a text into tokens."""

    __slots__ = ()

    @abstractmethod
    def tokens(self, text: str) -> list[Token]:
        """Return the tokens in the order of the text; their spans are disjoint, and never empty."""


class WordOperator(Operator, ABC):
    """Maps a word form to a form: a function of the form alone, so a chain is evaluated once per type."""

    __slots__ = ()

    @abstractmethod
    def form(self, word: str) -> str | None:
        """Return the form that `word` becomes, never an empty one; None where the token is dropped."""


_OPERATORS: dict[str, type[Operator]] = {}

AnyOperator = TypeVar("AnyOperator", bound=Operator)


def register(name: str) -> Callable[[type[AnyOperator]], type[AnyOperator]]:
    """Register an operator class under `name`, the value of `op` in its mapping.

    A third party decorates its class so, and names it in the entry point group `corpusnorm.operators`. Raises
    ValueError where another class has the name: two behaviours under one name would make recipes ambiguous.
    """

    def decorate(cls: type[AnyOperator]) -> type[AnyOperator]:
        other = _OPERATORS.get(name)
        # A module that is reloaded registers its classes again; that is no conflict.
        if other is not None and (other.__module__, other.__qualname__) != (cls.__module__, cls.__qualname__):
            raise ValueError(f"operator {name!r} is already registered, by {other.__module__}.{other.__qualname__}")
        cls.op = name
        _OPERATORS[name] = cls
        return cls

    return decorate


def operator_names() -> tuple[str, ...]:
    """Return the names of the operators that exist here: built in, and announced by installed packages."""
    return tuple(sorted({*_OPERATORS, *_announced().names}))


def operator_class(name: str) -> type[Operator]:
    """Return the class registered as `name`; look at installed packages only where it is not built in.

    Raises ValueError, with the names that exist, where there is none.
    """
    if name not in _OPERATORS:
        for entry in _announced().select(name=name):
            entry.load()
    if name not in _OPERATORS:
        raise unknown("operator", name, operator_names())
    return _OPERATORS[name]


def operator_from_dict(mapping: Mapping[str, Any]) -> Operator:
    """Build the operator that `to_dict` wrote; `version` may be left out, and is checked where it is given.

    Raises ValueError for an unknown name, option or value, and where the recorded version is not the one installed:
    another version may give other forms, and a recipe that cannot be replayed must say so.

    >>> operator_from_dict({"op": "min_length", "n": 3})
    MinLength(n=3)
    """
    options = dict(mapping)
    name = options.pop("op", None)
    if not isinstance(name, str):
        raise ValueError(f"an operator needs its name under 'op': {dict(mapping)!r}")
    recorded = options.pop("version", None)
    operator = operator_class(name).from_options(options)
    if recorded is not None and recorded != operator.version:
        raise ValueError(
            f"operator {name!r} was recorded with version {recorded!r}, and version {operator.version!r} is installed; "
            f"leave 'version' out to accept the installed one"
        )
    return operator


def unknown(kind: str, name: object, existing: tuple[str, ...] | list[str], of: str = "") -> ValueError:
    """Return the error for a name that does not exist: what was asked for, and what there is."""
    place = f" of {of}" if of else ""
    choices = ", ".join(sorted(existing)) or "none"
    return ValueError(f"unknown {kind} {name!r}{place}; there is: {choices}")


def _announced() -> "EntryPoints":
    # Imported here: `importlib.metadata` takes 24 ms to load, half of what importing all the operators took.
    from importlib.metadata import entry_points

    return entry_points(group=ENTRY_POINTS)


def _plain(value: Any) -> Any:
    return sorted(value) if isinstance(value, frozenset) else value
