#!/usr/bin/env python3
"""Waymark's commands. Needs nothing but Python: what else is missing, it installs first."""

import sys


def main() -> None:
    """Check what we run on, prepare it, then hand over."""
    if sys.version_info < (3, 11):  # noqa: UP036 - told in a sentence
        sys.exit("Waymark needs Python 3.11 or later; this is Python %d.%d." % sys.version_info[:2])  # noqa: UP031
    if sys.platform == "win32":
        sys.exit(
            "Waymark runs on Linux and macOS. On Windows, use Docker or the Windows Subsystem for Linux."
        )
    from config import bootstrap

    bootstrap.ensure(sys.argv)
    from config.command_line import run

    run(sys.argv)


if __name__ == "__main__":
    main()
