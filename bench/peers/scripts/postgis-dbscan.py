"""ST_ClusterDBSCAN in a PostgreSQL of its own, which is started for it and stopped and removed afterwards."""
import glob
import os
import pwd
import shutil
import subprocess
import tempfile

import numpy

from common import column, repetitions, report

programs = sorted(glob.glob("/usr/lib/postgresql/15/bin"))[-1]
home = tempfile.mkdtemp(prefix="peers-postgis-")
owner = pwd.getpwnam("postgres")
os.chown(home, owner.pw_uid, owner.pw_gid)
AS_OWNER = {"user": "postgres", "group": "postgres", "extra_groups": []} if os.getuid() == 0 else {}


def run(program, *arguments, text=None):
    done = subprocess.run([os.path.join(programs, program), *arguments], input=text, capture_output=True, text=True, cwd=home, **AS_OWNER)
    if done.returncode:
        raise RuntimeError(f"{program}: {done.stderr[-300:]}")
    return done.stdout


def psql(text):
    return run("psql", "-h", home, "-d", "postgres", "-XqAt", "-v", "ON_ERROR_STOP=1", text=text)


data = os.path.join(home, "data")
run("initdb", "-D", data, "-A", "trust", "-N")
run("pg_ctl", "-D", data, "-w", "-l", os.path.join(home, "log"), "-o", f"-c listen_addresses='' -k {home} -c shared_buffers=512MB -c work_mem=512MB", "start")
try:
    x, y = column("x"), column("y")
    rows = "\n".join(f"{i}\t{a!r}\t{b!r}" for i, (a, b) in enumerate(zip(x.tolist(), y.tolist())))
    psql("CREATE EXTENSION postgis; CREATE TABLE raw (id int, x float8, y float8);\nCOPY raw FROM STDIN;\n" + rows + "\n\\.\n"
         "CREATE TABLE event AS SELECT id, ST_Point(x, y) AS place FROM raw; ANALYZE event;")
    seconds = []
    for _ in range(repetitions):
        # Timed by the server, without sending the rows.
        took = psql("CREATE TEMP TABLE clock AS SELECT clock_timestamp() AS at;"
                    "CREATE TABLE found AS SELECT id, coalesce(ST_ClusterDBSCAN(place, 100, 10) OVER () + 1, 0) AS cluster FROM event;"
                    "SELECT extract(epoch FROM clock_timestamp() - at) FROM clock;"
                    "SELECT pg_backend_pid(); SELECT pg_read_file('/proc/self/status');")
        lines = took.splitlines()
        seconds.append(float(lines[0]))
        peak = next(int(line.split()[1]) for line in lines if line.startswith("VmHWM")) / 1024
        labels = psql("SELECT cluster FROM found ORDER BY id; DROP TABLE found;").split()
        if sum(seconds) > 60:
            break
    report(numpy.array(labels, dtype=float), seconds, seconds, peak, "PostGIS")
finally:
    run("pg_ctl", "-D", data, "-m", "fast", "-w", "stop")
    shutil.rmtree(home)
