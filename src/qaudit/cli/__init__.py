"""The command line: every verb of the desk as a command."""
