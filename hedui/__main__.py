"""``python -m hedui`` is the command ``hedui``."""

from hedui.cli import main

if __name__ == "__main__":
    main()
