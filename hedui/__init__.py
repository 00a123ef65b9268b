"""hedui 核对: checks the figures of Chinese and English documents against each other.

>>> import hedui
>>> result = hedui.check("zh.pdf", "en.pdf")  # doctest: +SKIP
>>> result.to_frame()  # doctest: +SKIP
>>> result.save("report.html", lang="zh")  # doctest: +SKIP
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from hedui.errors import HeduiError, InputError, OutputError, UsageError
from hedui.version import __version__

if TYPE_CHECKING:
    from hedui.front import Checked, check, load
    from hedui.reconcile import Options

__all__ = [
    "Checked",
    "HeduiError",
    "InputError",
    "Options",
    "OutputError",
    "UsageError",
    "__version__",
    "check",
    "load",
]


def __getattr__(name: str) -> Any:
    """What needs the whole machinery is loaded when asked for: the command line starts without it."""
    if name in ("Checked", "Options", "check", "load"):
        from hedui import front

        return getattr(front, name)
    raise AttributeError(f"module 'hedui' has no attribute {name!r}")


def __dir__() -> list[str]:
    return __all__
