"""Everything that can go wrong, in one tree.

HeduiError                    every error of ours; its text is one line that says what and what to do
├── InputError                a file can't be read as asked
│   ├── NotFound              there is no such file
│   ├── UnknownFormat         none of our readers knows these bytes
│   ├── Damaged               the file is of a known format but broken beyond reading
│   ├── Encrypted             a password is needed, or the one given does not open it
│   ├── Empty                 there is nothing to read in it
│   ├── NoText                pages are there, but no text layer (a scan)
│   └── UnknownLanguage       neither Chinese nor English
├── UsageError                the command or the call asks for what can't be done
└── OutputError               a result can't be written where it was asked for

No exception of another library passes the front door: readers and writers turn theirs into these.
"""

from __future__ import annotations


class HeduiError(Exception):
    """Base of all our errors. ``str(error)`` is one line: what is wrong, and what to do about it.

    ``zh`` is the same line in Chinese.
    """

    def __init__(self, en: str, zh: str) -> None:
        super().__init__(en)
        self.en = en
        self.zh = zh

    def say(self, lang: str = "en") -> str:
        """The line in the language of the user, ``en`` or ``zh``."""
        return self.zh if lang.startswith("zh") else self.en

    def __reduce__(self) -> tuple[type[HeduiError], tuple[str, str]]:
        return type(self), (self.en, self.zh)


class InputError(HeduiError):
    """A file can't be read as asked."""


class NotFound(InputError):
    """There is no such file."""


class UnknownFormat(InputError):
    """None of our readers knows these bytes."""


class Damaged(InputError):
    """The file is of a known format but broken beyond reading."""


class Encrypted(InputError):
    """A password is needed, or the one given does not open the file."""


class Empty(InputError):
    """There is nothing to read in the file."""


class NoText(InputError):
    """Pages are there, but no text layer."""


class UnknownLanguage(InputError):
    """Neither Chinese nor English."""


class UsageError(HeduiError):
    """The command or the call asks for what can't be done."""


class OutputError(HeduiError):
    """A result can't be written where it was asked for."""
