"""`python -m auditor`, and `auditor` where it is installed."""

from __future__ import annotations

import sys

STOPPED = 130


def main() -> None:
    """Runs the command line; whoever stops it while it still loads is told so, too, and not where it was."""
    try:
        from auditor.cli import main as command_line

        command_line()
    except KeyboardInterrupt:
        sys.stderr.write("\n已中止。Stopped.\n")
        sys.exit(STOPPED)


if __name__ == "__main__":
    main()
