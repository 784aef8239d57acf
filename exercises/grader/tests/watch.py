"""watch.py PROGRAM BUILD PROJECT: ./reclaim watch at a real terminal (a pty), in a copy of the course.

Every way in which editors save is seen, and told as seen within 150 ms on a machine that is idle; 200 saves
leave no process, no file, no descriptor and no growth; however it is ended, the terminal is as it was; a pipe
and a dumb terminal get lines. vim and nano themselves save where they are installed; the other editors' ways
are replayed, as strace shows them.
"""

import fcntl
import os
import pty
import re
import select
import shutil
import signal
import struct
import subprocess
import sys
import tempfile
import termios
import time

PROGRAM, BUILD, PROJECT = sys.argv[1:4]
SAVES = 200
failures = []


def check(holds, sentence):
    print(("ok      " if holds else "FAILED  ") + sentence)
    if not holds:
        failures.append(sentence)


def make_course(folder):
    """A copy with exercise 0a alone, whose build folder differs in its manifest."""
    course, build = f"{folder}/course", f"{folder}/build"
    for part in ("common", "lessons", "exercises/00_start"):
        shutil.copytree(f"{PROJECT}/{part}", f"{course}/{part}")
    for header in ("exercise.h", "check.h"):
        shutil.copy(f"{PROJECT}/exercises/{header}", f"{course}/exercises")
    os.makedirs(f"{build}/exercises/0a_first")
    lines = open(f"{BUILD}/exercises/0a_first/manifest").read().splitlines()
    for i, line in enumerate(lines):
        if line.split()[0] in ("root", "source", "contract", "tasks", "cflag"):
            lines[i] = line.replace(PROJECT, course)
    with open(f"{build}/exercises/0a_first/manifest", "w") as manifest:
        manifest.write("\n".join(lines) + "\n")
    return f"{course}/exercises/00_start/0a_first.c", build


class Watch:
    """watch at a terminal of its own."""

    def __init__(self, build, folder, *options, columns=80, term="xterm-256color"):
        self.shown = ""
        self.scratch = folder
        self.main, self.terminal = pty.openpty()
        fcntl.ioctl(self.terminal, termios.TIOCSWINSZ, struct.pack("HHHH", 40, columns, 0, 0))
        self.before = termios.tcgetattr(self.terminal)
        environment = dict(os.environ, TERM=term, LC_ALL="C.UTF-8", TMPDIR=folder)
        environment.pop("COLUMNS", None)
        self.process = subprocess.Popen(
            [PROGRAM, "watch", "0a", "--build", build, "--no-valgrind", *options],
            stdin=self.terminal, stdout=self.terminal, stderr=self.terminal, env=environment,
            preexec_fn=lambda: (os.setsid(), fcntl.ioctl(0, termios.TIOCSCTTY, 0)))

    def read(self, seconds):
        ready, _, _ = select.select([self.main], [], [], seconds)
        if ready:
            try:
                self.shown += os.read(self.main, 65536).decode(errors="replace")
            except OSError:
                pass

    def sees(self, text, seconds=20):
        """Whether a text is drawn from now on; forgets what came before it."""
        end = time.monotonic() + seconds
        while time.monotonic() < end:
            found = re.search(text, self.shown)
            if found:
                self.shown = self.shown[found.end():]
                return True
            self.read(0.05)
        return False

    def settles(self):
        """Reads until nothing comes for a moment, and nobody but the judge that waits is at work."""
        end = time.monotonic() + 20
        while time.monotonic() < end:
            size = len(self.shown)
            self.read(0.4)
            if len(self.shown) == size and len(descendants(self.process.pid)) <= 1:
                break
        self.shown = ""

    def ends(self, how):
        if isinstance(how, str):
            os.write(self.main, how.encode())
        else:
            self.process.send_signal(how)
        end = time.monotonic() + 10
        while self.process.poll() is None and time.monotonic() < end:
            self.read(0.05)
        self.read(0.1)
        return self.process.poll() is not None

    def is_as_before(self):
        return termios.tcgetattr(self.terminal) == self.before

    def close(self):
        if self.process.poll() is None:
            self.process.kill()
            self.process.wait()
        os.close(self.main)
        os.close(self.terminal)


def is_alive(pid):
    try:
        return open(f"/proc/{pid}/stat").read().rsplit(")", 1)[1].split()[0] != "Z"
    except OSError:
        return False


def descendants(pid):
    found = []
    try:
        children = open(f"/proc/{pid}/task/{pid}/children").read().split()
    except OSError:
        return found
    for child in children:
        found += [int(child)] + descendants(int(child))
    return found


# ---- how editors save ----

def over_it(path, text):
    with open(path, "w") as file:
        file.write(text)


def renamed(path, text):
    """VS Code with atomic writes, and many others: another file, renamed."""
    over_it(f"{path}.tmp", text)
    os.rename(f"{path}.tmp", path)


def vim_renames(path, text):
    """vim, backupcopy=no: the file becomes the backup, a new one is written, the backup goes."""
    os.rename(path, f"{path}~")
    over_it(path, text)
    os.unlink(f"{path}~")


def with_a_backup(path, text):
    """nano -B, emacs: the old content beside it, then over it."""
    shutil.copy(path, f"{path}~")
    over_it(path, text)
    os.unlink(f"{path}~")


def twice(path, text):
    over_it(path, text)
    over_it(path, text)


def copied(path, text):
    with tempfile.NamedTemporaryFile("w", suffix=".c") as file:
        file.write(text)
        file.flush()
        subprocess.run(["cp", file.name, path], check=True)


def by_vim(backupcopy):
    def save(path, text):
        over = f"{os.path.dirname(path)}/../wanted"
        over_it(over, text)
        subprocess.run(["vim", "-u", "NONE", "-N", "-es", "-c", f"set backupcopy={backupcopy} writebackup",
                        "-c", f"silent %d | silent read {over} | 1d | wq!", path], check=False,
                       stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        os.unlink(over)
    return save


def by_nano(path, text):
    """Types a comment line into the file and saves: what nano writes is nano's own."""
    main, terminal = pty.openpty()
    nano = subprocess.Popen(["nano", "--ignorercfiles", path], stdin=terminal, stdout=terminal,
                            stderr=terminal, env=dict(os.environ, TERM="xterm"), start_new_session=True)
    os.close(terminal)
    for keys in ("", text.split("\n")[0] + "\r", "\x0f", "\r", "\x18"):
        time.sleep(0.15)
        os.write(main, keys.encode())
        while select.select([main], [], [], 0.1)[0]:
            try:
                os.read(main, 65536)
            except OSError:
                break
    try:
        nano.wait(5)
    except subprocess.TimeoutExpired:
        nano.kill()
    os.close(main)


def ways():
    yield "cp over it", copied
    yield "another file, renamed (VS Code)", renamed
    yield "written twice", twice
    yield "with a backup beside it", with_a_backup
    if shutil.which("vim"):
        yield "vim, backupcopy=no", by_vim("no")
        yield "vim, backupcopy=yes", by_vim("yes")
    else:
        print("vim is not installed: what it does is replayed")
        yield "vim's way, backupcopy=no", vim_renames
        yield "vim's way, backupcopy=yes", with_a_backup
    if shutil.which("nano"):
        yield "nano", by_nano
    else:
        print("nano is not installed: it writes over the file, as cp does")


# ---- the tests ----

def saves_are_seen(source, build, folder, stub):
    watch = Watch(build, folder)
    check(watch.sees("not started"), "the first verdict is there without a save")
    watch.settles()
    for n, (name, save) in enumerate(ways()):
        before = time.monotonic()
        save(source, f"// {n}\n{stub}")
        seen = watch.sees("compiling and running")
        took = 1000 * (time.monotonic() - before)
        check(seen, f"{name}: seen after {took:.0f} ms")
        check(watch.sees("0 of 10"), f"{name}: judged")
        watch.settles()
    os.unlink(source)
    check(watch.sees("gone: save it again"), "a file that is gone is said to be gone")
    over_it(source, "int x = nosuch;\n")
    check(watch.sees(r"nosuch.*\^", 20), "a compiler's error has its line and its caret")
    fcntl.ioctl(watch.terminal, termios.TIOCSWINSZ, struct.pack("HHHH", 24, 40, 0, 0))
    os.kill(watch.process.pid, signal.SIGWINCH)
    check(watch.sees("nosuch") and watch.sees("quit"), "another size: the verdict is drawn anew")
    os.write(watch.main, b"h")
    check(watch.sees("hint 1 of"), "h brings a hint")
    check(watch.ends("q") and watch.process.returncode == 0 and watch.is_as_before(),
          "q leaves the terminal as it was")
    watch.close()


def many_saves_leave_nothing(source, build, folder, stub):
    watch = Watch(build, folder)
    watch.sees("not started")
    pid = watch.process.pid
    figures = []
    for n in range(SAVES):
        over_it(source, f"// save {n}\n{stub}")
        watch.read(0.005)
        if n in (SAVES // 4, SAVES - 1):
            check(watch.sees("0 of 10") or n < SAVES - 1, f"after {n + 1} saves there is a verdict")
            watch.settles()
            memory = int(re.search(r"VmRSS:\s+(\d+)", open(f"/proc/{pid}/status").read()).group(1))
            figures.append((len(os.listdir(f"/proc/{pid}/fd")), len(descendants(pid)), memory,
                            len(os.listdir(folder))))
    first, last = figures
    check(last[:2] == first[:2], f"as many descriptors and processes as before: {first[:2]}, {last[:2]}")
    check(last[2] < first[2] + 512, f"no growth: {first[2]} kB, then {last[2]} kB")
    check(last[3] == first[3], f"as many files: {first[3]}, {last[3]}")
    watch.ends("q")
    watch.close()
    check(not leftovers(folder), "and in the end no file at all")


def leftovers(folder):
    return [name for name in os.listdir(folder) if name.startswith("reclaim-")]


def ends_in_order(source, build, folder, stub):
    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP, signal.SIGKILL):
        for pause in (0.02, 0.3):
            watch = Watch(build, folder)
            watch.sees("compiling and running")
            time.sleep(pause)
            over_it(source, f"// {pause}\n{stub}")
            children = descendants(watch.process.pid)
            ended = watch.ends(number)
            alive, end = children, time.monotonic() + 10
            while (alive or leftovers(folder)) and time.monotonic() < end:
                alive = [pid for pid in alive if is_alive(pid)]
                time.sleep(0.02)
            fine = ended and not alive and not leftovers(folder)
            if number != signal.SIGKILL: # nobody can tidy a terminal after that
                fine = fine and watch.is_as_before()
            check(fine, f"ended by {number.name} after {pause} s: nothing is left")
            watch.close()


def lines_elsewhere(source, build, folder, stub):
    over_it(source, stub)
    watch = Watch(build, folder, term="dumb")
    check(watch.sees("judged at every save") and watch.sees("0 of 10|not started") and
          "\033" not in watch.shown, "a dumb terminal gets lines")
    watch.ends(signal.SIGINT)
    watch.close()
    pipe = subprocess.Popen([PROGRAM, "watch", "0a", "--build", build, "--no-valgrind", "--poll"],
                            stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, text=True,
                            env=dict(os.environ, TMPDIR=folder))
    told = pipe.stdout.readline() + pipe.stdout.readline()
    check("twice a second" in told, "where it polls, it says so")
    while "not started" not in told:
        told = pipe.stdout.readline()
    renamed(source, f"// polled\n{stub}")
    for told in pipe.stdout:
        if "Judging 0a" in told:
            break
    check("Judging" in told, "and sees a save all the same")
    os.unlink(source)
    for told in pipe.stdout:
        if "reset 0a" in told:
            break
    check("is gone" in told, "and that the file is gone")
    pipe.send_signal(signal.SIGTERM)
    pipe.communicate()


def main():
    with tempfile.TemporaryDirectory() as folder:
        source, build = make_course(folder)
        scratch = f"{folder}/scratch"
        os.mkdir(scratch)
        stub = open(f"{PROJECT}/exercises/00_start/untouched/0a_first.c").read()
        for test in (saves_are_seen, many_saves_leave_nothing, ends_in_order, lines_elsewhere):
            began = time.monotonic()
            over_it(source, stub)
            test(source, build, scratch, stub)
            print(f"        ({test.__name__}: {time.monotonic() - began:.0f} s)")
    sys.exit(1 if failures else 0)


main()
