"""SAGA's kernel density as a whole process: it reads a shapefile and writes a grid."""
import os
import resource
import subprocess

import numpy

from common import column, folder, measure


def write_points(path, x, y):
    """A shapefile of points, its index and a table with one empty column."""
    n = len(x)
    box = [x.min(), y.min(), x.max(), y.max(), 0, 0, 0, 0]

    def header(words):
        return (numpy.array([9994, 0, 0, 0, 0, 0, words], ">i4").tobytes() + numpy.array([1000, 1], "<i4").tobytes() + numpy.array(box, "<f8").tobytes())

    record = numpy.zeros(n, numpy.dtype([("number", ">i4"), ("words", ">i4"), ("kind", "<i4"), ("x", "<f8"), ("y", "<f8")]))
    record["number"], record["words"], record["kind"], record["x"], record["y"] = numpy.arange(1, n + 1), 10, 1, x, y
    index = numpy.zeros(n, numpy.dtype([("at", ">i4"), ("words", ">i4")]))
    index["at"], index["words"] = 50 + 14 * numpy.arange(n), 10
    with open(path + ".shp", "wb") as shape:
        shape.write(header(50 + 14 * n) + record.tobytes())
    with open(path + ".shx", "wb") as shape:
        shape.write(header(50 + 4 * n) + index.tobytes())
    field = b"ID".ljust(11, b"\0") + b"N" + bytes(4) + bytes([1, 0]) + bytes(14)
    with open(path + ".dbf", "wb") as table:
        table.write(bytes([3, 126, 1, 1]) + n.to_bytes(4, "little") + (65).to_bytes(2, "little") + (2).to_bytes(2, "little") + bytes(20) + field + b"\r" + b" 1" * n + b"\x1a")


x, y = column("x"), column("y")
across = round(40_000 * (len(x) / 1e6) ** 0.5 / 50)
points = os.path.join(folder, "points")
write_points(points, x, y)
grid = os.path.join(folder, "density.sgrd")
command = ["saga_cmd", "--cores=2", "grid_gridding", "6", "-POINTS", points + ".shp", "-RADIUS", "300", "-KERNEL", "0", "-TARGET_DEFINITION", "0", "-TARGET_USER_SIZE", "50",
           "-TARGET_USER_XMIN", "0", "-TARGET_USER_YMIN", "0", "-TARGET_USER_XMAX", str(across * 50), "-TARGET_USER_YMAX", str(across * 50), "-TARGET_USER_FITS", "1",
           "-TARGET_OUT_GRID", grid]


def density():
    subprocess.run(command, check=True, capture_output=True)
    return numpy.fromfile(grid.replace(".sgrd", ".sdat"), dtype="<f4") / 50**2  # events a cell, to events a square metre


measure(density, "SAGA", lambda: resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024)
