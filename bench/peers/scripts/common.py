"""What every Python script here shares: arguments, input, timing of the computation alone, and the line of figures."""
import json
import os
import sys
import time

import numpy

folder = sys.argv[1]
repetitions = int(sys.argv[2])
variant = sys.argv[3] if len(sys.argv) > 3 else ""


def column(name):
    return numpy.fromfile(os.path.join(folder, name + ".f64"))


def peak_megabytes(process="self"):
    with open(f"/proc/{process}/status") as status:
        return next(int(line.split()[1]) for line in status if line.startswith("VmHWM")) / 1024


def measure(compute, note, peak=peak_megabytes):
    """Times the computation; one that takes long is run less often."""
    seconds, cpu = [], []
    for _ in range(repetitions):
        started, used = time.perf_counter(), cpu_seconds()
        result = compute()
        seconds.append(time.perf_counter() - started)
        cpu.append(cpu_seconds() - used)
        if sum(seconds) > 60:
            break
    report(result, seconds, cpu, peak(), note)


def cpu_seconds():
    times = os.times()
    return times.user + times.system + times.children_user + times.children_system


def report(result, seconds, cpu, peak, note):
    numpy.asarray(result, dtype=float).tofile(os.path.join(folder, "peer.f64"))
    print(json.dumps({"seconds": seconds, "cpuSeconds": cpu, "peakMegabytes": peak, "note": note}))
