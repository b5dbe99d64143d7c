"""The report as somebody with a spreadsheet would print it: XlsxWriter, then LibreOffice. A baseline of its own."""
