"""The terminal app: one standard at a time, with clocks running. It talks to the desk and to nothing below it."""
