"""Every error that Waqai raises on purpose.

WaqaiError
├── InputError              the caller can mend it; the detail says how
│   ├── InvalidRequest      400 malformed JSON, wrong types, unknown fields, bad cursor
│   ├── TextTooLarge        413 use the S3 road
│   └── UnreadableText      422 empty, HTML, control characters, lone surrogates
│       └── UnsupportedLanguage  422 says which languages are read
├── NotFound                404
├── Conflict                409 another write got there first
├── ThrottledError          503 the store asks to come again
├── GroundingError          500 a span does not match the text: a bug, never stored
├── OntologyError           a schema file is wrong; names file and key
├── ModelError              the model artefact is missing or damaged
└── SettingsError           an environment variable is missing or not of its kind
"""


class WaqaiError(Exception):
    """Base of all errors raised on purpose; ``detail`` is written for the caller."""

    def __init__(self, detail: str, *, pointer: str | None = None) -> None:
        super().__init__(detail)
        self.detail = detail
        self.pointer = pointer
        """JSON pointer, line or object key that the detail is about."""


class InputError(WaqaiError):
    """The input is at fault and the caller can mend it."""


class InvalidRequest(InputError):
    """The request is not of the documented form."""


class TextTooLarge(InputError):
    """The text is longer than the road it came by takes."""


class UnreadableText(InputError):
    """The text cannot be read as an article."""


class UnsupportedLanguage(UnreadableText):
    """The text is in a language that the model does not read."""


class NotFound(WaqaiError):
    """Nothing is stored under that id."""


class Conflict(WaqaiError):
    """A newer write for the same article got there first."""


class ThrottledError(WaqaiError):
    """The store is busy; the same call may be made again."""


class GroundingError(WaqaiError):
    """A span's words are not the article's words at its offsets."""


class OntologyError(WaqaiError):
    """A schema file is not valid."""


class ModelError(WaqaiError):
    """The model artefact is missing, damaged or does not fit the ontology."""


class SettingsError(WaqaiError):
    """An environment variable is missing or cannot be read; the detail names it."""
