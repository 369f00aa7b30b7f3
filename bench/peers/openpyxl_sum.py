"""Sums the cells of a return over workbooks: python3 openpyxl_sum.py read-only|normal SHEET FIRST_ROW ROWS COLUMNS FOLDER.

Prints {"seconds", "organisations", "sums"}. The place of the cells is given, so nothing is sought.
"""
import glob, json, sys, time
import openpyxl

mode, sheet, first, rows, columns, folder = sys.argv[1:]
first, rows, columns = int(first), int(rows), int(columns)
began = time.time()
sums = [[0] * columns for _ in range(rows)]
organisations = set()
for file in sorted(glob.glob(folder + "/*.xlsx")):
    book = openpyxl.load_workbook(file, read_only=mode == "read-only", data_only=True)
    key = book["vekha"]
    for row in key.iter_rows(min_row=3, max_row=3, min_col=2, max_col=2, values_only=True):
        organisations.add(row[0])
    cells = book[sheet].iter_rows(
        min_row=first, max_row=first + rows - 1, min_col=2, max_col=columns + 1, values_only=True
    )
    for y, row in enumerate(cells):
        for x, value in enumerate(row):
            if value is not None:
                sums[y][x] += value
    book.close()
json.dump({"seconds": time.time() - began, "organisations": len(organisations), "sums": sums}, sys.stdout)
