"""Other programs' files: tables, forms and inspections in, packs and finished visits out.

The room works on core values and on plain sheets; it reads bytes and gives bytes, and knows no pack file and no
store. What an import could not carry over, or had to guess, is a value (`ImportNote`) and never silent.
"""
