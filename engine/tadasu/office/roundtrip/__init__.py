"""Sheets that leave as a workbook and come back filled in: laid out, read, compared, done."""
