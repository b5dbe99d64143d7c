"""The baseline of the report's measurements: the pipeline that is written first, with nothing tuned.

Its own environment and style for each report, the style inside the page, web fonts, tables that measure
themselves, collapsed borders, pills, variables, a flexible box for the cover, seven columns, and WeasyPrint
as it comes.
"""
