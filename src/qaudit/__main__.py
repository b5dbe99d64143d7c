"""The program's door: `qaudit` and `python -m qaudit`."""


def main() -> None:
    """Hand over to the command line, loaded here so that importing the package stays cheap."""
    from qaudit.cli.main import run

    run()


if __name__ == "__main__":
    main()
