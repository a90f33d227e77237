"""The entry point: `curriculum` and `python -m curriculum`. Knows the command line and nothing else."""

import sys


def main() -> None:
    """Run the command line on this process's arguments and leave with its exit code."""
    from curriculum.cli.app import run

    sys.exit(run(sys.argv[1:]))


if __name__ == "__main__":
    main()
