"""Reports of many visits: ordered, made by several processes, filed, bound together and written to people."""
