"""Packs as files: YAML read into core values with every problem placed, snapshots, and the library of packs.

The only room that knows YAML and pydantic. `docs/pack-format.md` is the contract of the file.
"""
