"""Where the user's own files lie: settings, data, cache and logs, each as the system has it."""

from pathlib import Path


def settings_file() -> Path:
    """The settings, which need not be there."""
    import platformdirs

    return platformdirs.user_config_path("qaudit", appauthor=False) / "settings.toml"


def data_folder() -> Path:
    """The store, where no other was named."""
    import platformdirs

    return platformdirs.user_data_path("qaudit", appauthor=False)


def cache_folder() -> Path:
    """What can be made again."""
    import platformdirs

    return platformdirs.user_cache_path("qaudit", appauthor=False)


def log_folder() -> Path:
    """Where the traceback of a bug in us is written."""
    import platformdirs

    return platformdirs.user_log_path("qaudit", appauthor=False)
