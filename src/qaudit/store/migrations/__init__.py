"""Alembic's revisions, shipped inside the package: no ini file is needed, from a checkout or from a wheel."""

from alembic.config import Config


def alembic_config() -> Config:
    """Alembic's configuration; `attributes["connection"]` has to be set to a connection in a transaction."""
    config = Config()
    config.set_main_option("script_location", "qaudit.store:migrations")
    config.set_main_option("path_separator", "os")
    return config
