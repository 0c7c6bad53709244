"""The one door to openpyxl, an extra: plain tables become a workbook, a workbook plain tables."""
