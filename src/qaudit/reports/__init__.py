"""Reports: a visit as a document for print and for the screen. Only this room knows Jinja2 and WeasyPrint."""
