"""`tadasu`, and `python -m tadasu_cli`."""

import sys

from tadasu_cli.run import run


def main() -> None:
    """Run what stands on the line, and leave with its exit code."""
    sys.exit(run(sys.argv[1:]))


if __name__ == "__main__":
    main()
