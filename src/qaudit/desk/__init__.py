"""The verbs of the trade, one module for each person who sits at the desk."""
