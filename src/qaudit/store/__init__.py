"""The database: visits, their journals and their evidence, on SQLite or PostgreSQL.

`qaudit.store.store` is its door. It loads SQLModel, so import it where a store is opened.
"""
