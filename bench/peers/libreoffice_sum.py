"""The same by one LibreOffice without a window: python3 libreoffice_sum.py SHEET FIRST_ROW ROWS COLUMNS FOLDER.

Starts soffice, waits until it answers, and measures from then on. Prints {"seconds", "organisations", "sums"}.
"""
import glob, json, os, subprocess, sys, tempfile, time
import uno
from com.sun.star.beans import PropertyValue

sheet, first, rows, columns, folder = sys.argv[1:]
first, rows, columns = int(first), int(rows), int(columns)
profile = tempfile.mkdtemp()
pipe = "vekha%d" % os.getpid()
office = subprocess.Popen(
    ["soffice", "--headless", "--norestore", "--nologo", "-env:UserInstallation=file://" + profile,
     "--accept=pipe,name=%s;urp;" % pipe],
    stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
try:
    local = uno.getComponentContext()
    resolver = local.ServiceManager.createInstanceWithContext("com.sun.star.bridge.UnoUrlResolver", local)
    for _ in range(240):
        try:
            context = resolver.resolve("uno:pipe,name=%s;urp;StarOffice.ComponentContext" % pipe)
            break
        except Exception:
            time.sleep(0.25)
    desktop = context.ServiceManager.createInstanceWithContext("com.sun.star.frame.Desktop", context)
    hidden = (PropertyValue("Hidden", 0, True, 0), PropertyValue("ReadOnly", 0, True, 0))
    sums = [[0] * columns for _ in range(rows)]
    organisations = set()
    began = time.time()
    for file in sorted(glob.glob(folder + "/*.xlsx")):
        book = desktop.loadComponentFromURL("file://" + os.path.abspath(file), "_blank", 0, hidden)
        organisations.add(book.Sheets.getByName("vekha").getCellByPosition(1, 2).String)
        area = book.Sheets.getByName(sheet).getCellRangeByPosition(1, first - 1, columns, first + rows - 2)
        for y, row in enumerate(area.getDataArray()):
            for x, value in enumerate(row):
                if value != "":
                    sums[y][x] += value
        book.close(True)
    json.dump({"seconds": time.time() - began, "organisations": len(organisations), "sums": sums}, sys.stdout)
    try:
        desktop.terminate()
    except Exception:
        pass
finally:
    try:
        office.wait(20)
    except subprocess.TimeoutExpired:
        office.kill()
