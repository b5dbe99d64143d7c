"""The program's door: `qaudit` and `python -m qaudit`."""


def main() -> None:
    """Choose the language, then hand over to the command line, which is imported in it."""
    import sys

    from qaudit.wiring import speak_as_asked

    try:
        refusal = speak_as_asked(sys.argv[1:])
        from qaudit.cli.main import run

        run(refusal=refusal)
    except KeyboardInterrupt:
        sys.exit(130)


if __name__ == "__main__":
    main()
