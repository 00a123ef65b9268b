"""hedui 核对: checks the figures of Chinese and English documents against each other."""

from hedui.version import __version__

__all__ = ["__version__"]
