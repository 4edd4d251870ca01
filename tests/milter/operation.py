"""The daemon in bad days: stopped under load, without descriptors, without
disk, without registry; and what it says about itself."""

import collections
import contextlib
import os
import re
import resource
import shutil
import signal
import socket
import sqlite3
import subprocess
import tempfile
import threading
import time
from pathlib import Path

from house import (ALICE, BUILD, DAMAGED, FOREIGN, INTACT, ORDINARY, ROOT,
                   restored, the_house as house, untouched, wait)
from milter_client import (ALL_PROTOCOL, NOEOH, MilterClient, ProtocolError,
                           split)

TESTS = []
FAULTS = ("AddressSanitizer", "LeakSanitizer", "runtime error",
          "ThreadSanitizer")


def add_to(tap):
    for function in TESTS:
        tap(function)


def test(function):
    TESTS.append(function)
    return function


def no_faults(log):
    for word in FAULTS:
        assert word not in log, log[log.index(word):][:3000]


@contextlib.contextmanager
def daemon(milter="", top="", *arguments, **how):
    """A daemon with these settings; yields a function that gives its log."""
    house.configure(milter, top)
    at = len(house.log())
    house.start(*arguments, **how)
    try:
        yield lambda: house.log()[at:]
        if house.process:
            assert house.stop() == 0, house.log()[at:][-3000:]
    finally:
        with contextlib.suppress(Exception):
            house.stop()
        house.configure()
    no_faults(house.log()[at:])


def begin(mta, message=DAMAGED, queue_id="HELD1"):
    """Everything of a message but its end."""
    assert mta.mail(ALICE)[0] == "continue"
    mta.rcpt("it@customer.example")
    mta._data(queue_id)
    fields, body = split(message)
    for name, value in fields:
        mta.event(b"L", name + b"\0" + value + b"\0")
    mta.event(b"N")
    mta.event(b"B", body)
    return fields, body


def end(mta, fields, body, message=DAMAGED, queue_id="HELD1"):
    mta.macros(b"E", i=queue_id)
    mta.put(b"E")
    return mta._edits(message, fields, body)


def is_gone(address):
    with socket.socket(socket.AF_UNIX if isinstance(address, str)
                       else socket.AF_INET) as s:
        try:
            s.connect(address)
        except (ConnectionRefusedError, FileNotFoundError):
            return True
    return False


@test
def a_stop_lets_messages_under_way_end_and_none_begin():
    with daemon() as log, house.mta() as held, house.mta() as other:
        under_way = begin(held)
        begun = time.monotonic()
        house.process.terminate()
        wait(lambda: is_gone(house.socket), "the socket to go", 2)
        wait(lambda: "stopping; messages under way: 1" in log(), "the log")
        result = other.send(DAMAGED, ALICE)
        untouched(result, "tempfail")
        assert result.reply.startswith("451 4.3.2 "), result.reply
        untouched(other.send(DAMAGED, "zoe@elsewhere.example"), "accept")
        time.sleep(1)
        assert house.process.poll() is None, log()
        restored(end(held, *under_way))
        assert house.process.wait(10) == 0, log()
        assert time.monotonic() - begun < 5, log()
        house.process = None
        assert "HELD1: verdict=edit" in log(), log()
        assert "verdict=tempfail reason=stopping" in log(), log()


@test
def a_stop_lets_go_of_a_port_too():
    with socket.socket() as s:
        s.bind(("127.0.0.1", 0))
        port = s.getsockname()[1]
    house.configure(f'socket = "inet:{port}@127.0.0.1"')
    text = house.config.read_text()
    unix = f'\tsocket = "unix:{house.socket}"\n'
    assert unix in text
    house.config.write_text(text.replace(unix, ""))
    house.start()
    try:
        with MilterClient(("127.0.0.1", port)) as mta:
            mta.connect()
            under_way = begin(mta)
            house.process.terminate()
            wait(lambda: is_gone(("127.0.0.1", port)), "the port to go", 8)
            restored(end(mta, *under_way))
        assert house.process.wait(10) == 0
        house.process = None
    finally:
        house.stop()
        house.configure()


@test
def a_message_that_does_not_end_is_left_without_an_answer():
    with daemon("drain = 1") as log, house.mta() as held:
        begin(held)
        house.process.terminate()
        assert house.process.wait(10) == 0, log()
        house.process = None
        assert held.socket.recv(1) == b""
        assert "left without an answer: 1" in log(), log()


@test
def a_second_signal_ends_the_waiting():
    with daemon("drain = 600") as log, house.mta() as held:
        begin(held)
        for _ in range(2):
            house.process.send_signal(signal.SIGINT)
            wait(lambda: "stopping;" in log(), "the first signal")
        assert house.process.wait(10) == 0, log()
        house.process = None


class Watcher(MilterClient):
    """Remembers whether edits were under way when the connection ended."""
    half = False

    def get(self):
        command, data = super().get()
        self.half = command in (b"b", b"h", b"m", b"i")
        return command, data


def send_until_stopped(seen, large):
    try:
        with Watcher(house.socket) as mta:
            mta.connect()
            while True:
                try:
                    result = mta.send(DAMAGED + large, ALICE, chunk=200)
                except (ProtocolError, OSError):
                    seen.append("half" if mta.half else "closed")
                    return
                if result.answer == "tempfail" and not result.changes:
                    seen.append("put off")
                    return
                assert result.message == INTACT + large
                seen.append("edited")
    except (ProtocolError, OSError):
        seen.append("closed")
    except BaseException as e:
        seen.append(repr(e))


@test
def a_stop_between_any_two_packets_makes_no_half_edit():
    for large in (b"", b"x" * 70 + b"\r\n"):
        with daemon("drain = 5") as log:
            seen = []
            threads = [threading.Thread(target=send_until_stopped,
                                        args=(seen, large * 1000))
                       for _ in range(16)]
            for thread in threads:
                thread.start()
            wait(lambda: seen.count("edited") > 16, "traffic")
            os.killpg(house.process.pid, signal.SIGTERM)
            for thread in threads:
                thread.join(20)
            assert house.process.wait(20) == 0, log()
            house.process = None
            assert set(seen) <= {"edited", "put off", "closed"}, set(seen)
            assert "put off" in seen, collections.Counter(seen)


@test
def the_worker_is_not_stopped_by_signals_of_others():
    with daemon(), house.mta() as held:
        under_way = begin(held)
        for number in (signal.SIGTERM, signal.SIGINT, signal.SIGHUP) * 5:
            os.kill(house.worker(), number)
        time.sleep(0.3)
        restored(end(held, *under_way))


@test
def a_worker_that_dies_ends_the_whole():
    with daemon() as log:
        os.kill(house.worker(), signal.SIGKILL)
        assert house.process.wait(10) == os.EX_SOFTWARE
        house.process = None
        assert "ended by signal 9" in log(), log()
        assert is_gone(house.socket)


@test
def a_thousand_idle_connections_leave_room_for_mail():
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (min(hard, 4096), hard))
    with contextlib.ExitStack() as idle, daemon() as log:
        for i in range(1000):
            mta = idle.enter_context(MilterClient(house.socket))
            mta.connect()
            if i % 2:
                begin(mta)
        with house.mta() as mta:
            for _ in range(20):
                restored(mta.send(DAMAGED, ALICE))
        idle.close()
        with house.mta() as mta:
            restored(mta.send(DAMAGED, ALICE))
        wait(lambda: log().count("reason=aborted") == 500,
             "the log of those that were lost")
    resource.setrlimit(resource.RLIMIT_NOFILE, (soft, hard))


def limits_of(process):
    return re.search(r"Max open files +(\d+) +(\d+)",
                     Path(f"/proc/{process}/limits").read_text()).groups()


def negotiated(path):
    """A connection; None: the filter did not answer within half a second."""
    try:
        return MilterClient(path, seconds=0.5)
    except (OSError, ProtocolError):
        return None


@test
def descriptors_that_are_all_used_stop_nothing_for_good():
    with daemon(descriptors=(32, 64)) as log:
        assert limits_of(house.worker()) == ("64", "64")
        with house.mta() as mta:
            clients = []
            for _ in range(80):
                s = socket.socket(socket.AF_UNIX)
                s.setblocking(False)
                clients.append(s)
                with contextlib.suppress(BlockingIOError):
                    s.connect(house.socket)
            assert negotiated(house.socket) is None, "no limit was reached"
            restored(mta.send(DAMAGED, ALICE))
            house.process.send_signal(signal.SIGHUP)
            wait(lambda: "read anew" in log() or "not reloaded" in log(),
                 "the reload")
            for s in clients:
                s.close()
            restored(mta.send(DAMAGED, ALICE))
        with house.mta() as mta:
            restored(mta.send(DAMAGED, ALICE))


# the registry

def registry():
    return house.dir / "var/registry.db"


@contextlib.contextmanager
def another_registry(folder=None):
    """A copy in place of the registry, to be ill-treated."""
    house.configure()
    text = house.config.read_text()
    folder = Path(folder or tempfile.mkdtemp(dir=house.dir))
    folder.chmod(0o777)
    copy = folder / "registry.db"
    with contextlib.closing(sqlite3.connect(registry())) as old, \
            contextlib.closing(sqlite3.connect(copy)) as new:
        old.backup(new)
        new.execute("PRAGMA journal_mode = WAL")
    for path in folder.glob("registry.db*"):
        path.chmod(0o666)
    house_registry = str(registry())
    try:
        yield copy, text.replace(house_registry, str(copy))
    finally:
        house.config.write_text(text)


@contextlib.contextmanager
def daemon_on(text):
    at = len(house.log())
    house.config.write_text(text)
    house.start()
    try:
        yield lambda: house.log()[at:]
        assert house.stop() == 0, house.log()[at:][-3000:]
    finally:
        with contextlib.suppress(Exception):
            house.stop()
    no_faults(house.log()[at:])


def allow(path, address):
    with contextlib.closing(sqlite3.connect(path)) as db:
        db.execute("INSERT INTO senders (reseller, kind, value, added) "
                   "SELECT reseller, 'address', ?, added FROM senders "
                   "LIMIT 1", (address,))
        db.commit()


def knows(address):
    with house.mta() as mta:
        return mta.send(DAMAGED, address).answer == "continue"


AWAY = "the registry can't be read, going on with what was read before"
BACK = "the registry can be read again"


@test
def a_registry_that_is_gone_is_told_of_once_and_seen_when_it_is_back():
    with another_registry() as (copy, text), daemon_on(text) as log:
        copy.rename(copy.with_suffix(".away"))
        wait(lambda: AWAY in log(), "the log")
        time.sleep(2.2)
        assert knows(ALICE)
        assert log().count(AWAY) == 1, log()
        copy.with_suffix(".away").rename(copy)
        wait(lambda: BACK in log(), "the registry to be back")
        allow(copy, "later@contoso.example")
        wait(lambda: knows("later@contoso.example"), "the new sender")


@test
def a_registry_that_is_replaced_is_taken_as_a_whole():
    with another_registry() as (copy, text), \
            another_registry() as (other, _), daemon_on(text) as log:
        allow(other, "other@contoso.example")
        assert not knows("other@contoso.example")
        for tail in ("-wal", "-shm"):
            with contextlib.suppress(FileNotFoundError):
                os.unlink(f"{other}{tail}")
        os.replace(other, copy)
        wait(lambda: knows("other@contoso.example"), "the new registry")
        assert knows(ALICE)
        # and by something that is none
        junk = copy.with_suffix(".junk")
        junk.write_bytes(b"this is no database" * 1000)
        junk.chmod(0o666)
        good = copy.with_suffix(".good")
        os.link(copy, good)
        os.replace(junk, copy)
        wait(lambda: AWAY in log(), "the log")
        time.sleep(1.2)
        assert knows("other@contoso.example")
        assert log().count(AWAY) == 1, log()
        os.replace(good, copy)
        wait(lambda: BACK in log(), "the registry to be back")


@test
def a_registry_that_is_damaged_in_place_is_no_harm():
    with another_registry() as (copy, text), daemon_on(text) as log:
        good = copy.read_bytes()
        with open(copy, "r+b") as f:
            f.write(b"\xff" * len(good))
        for tail in ("-wal", "-shm"):
            path = Path(f"{copy}{tail}")
            if path.exists():
                with open(path, "r+b") as f:
                    f.write(b"\xff" * path.stat().st_size)
        time.sleep(2.2)
        assert knows(ALICE)
        house.process.send_signal(signal.SIGHUP)
        wait(lambda: "not reloaded" in log(), "the reload to fail")
        assert knows(ALICE)
        assert log().count(AWAY) <= 1, log()
        fresh = copy.with_suffix(".fresh")
        fresh.write_bytes(good)
        fresh.chmod(0o666)
        for tail in ("-wal", "-shm"):
            with contextlib.suppress(FileNotFoundError):
                os.unlink(f"{copy}{tail}")
        os.replace(fresh, copy)
        wait(lambda: not copy.with_suffix(".fresh").exists(), "it")
        allow(copy, "later@contoso.example")
        wait(lambda: knows("later@contoso.example"), "the new sender")


@test
def a_registry_that_is_locked_holds_up_no_mail_and_no_stop():
    with another_registry() as (copy, text), daemon_on(text) as log:
        with contextlib.closing(sqlite3.connect(copy)) as db:
            db.execute("BEGIN IMMEDIATE")
            db.execute("UPDATE senders SET value = value")
            time.sleep(1.5)
            assert knows(ALICE)
            house.process.send_signal(signal.SIGHUP)
            wait(lambda: "read anew" in log(), "the reload", 5)
            db.rollback()
        assert AWAY not in log(), log()


@test
def a_registry_that_is_replaced_by_a_locked_one_holds_up_nothing():
    with another_registry() as (copy, text), another_registry() as (other, _), \
            daemon_on(text) as log:
        with contextlib.closing(sqlite3.connect(other)) as db:
            db.execute("PRAGMA journal_mode = DELETE")
            db.execute("PRAGMA locking_mode = EXCLUSIVE")
            db.execute("BEGIN EXCLUSIVE")
            os.replace(other, copy)
            time.sleep(1.5)     # it is asked each second
            assert knows(ALICE)
            house.process.send_signal(signal.SIGTERM)
            wait(lambda: house.process.poll() is not None, "the end")
            # the wait for the lock had not ended yet
            assert AWAY not in log()[:log().index("stopping;")], log()
            db.rollback()


def can_mount():
    folder = tempfile.mkdtemp()
    done = subprocess.run(["mount", "-t", "tmpfs", "none", folder],
                          capture_output=True).returncode == 0
    if done:
        subprocess.run(["umount", folder], check=True)
    os.rmdir(folder)
    return done


def a_full_disk_changes_nothing_and_is_told_of_once():
    folder = Path(tempfile.mkdtemp(dir=house.dir))
    subprocess.run(["mount", "-t", "tmpfs", "-o", "size=1m,mode=0777", "none",
                    folder], check=True)
    try:
        with another_registry(folder) as (copy, text):
            text = text.replace("milter {",
                                f'milter {{\n\tmetrics = "{folder}/x.prom"\n')
            on_full_disk(folder, copy, text)
    finally:
        subprocess.run(["umount", "-l", folder], check=True)


def on_full_disk(folder, copy, text):
    filler = folder / "filler"
    with daemon_on(text) as log:
        with contextlib.suppress(OSError), open(filler, "wb", 0) as f:
            while True:
                f.write(b"x" * 4096)
        house.process.send_signal(signal.SIGUSR1)
        wait(lambda: "metrics: " in log(), "the log of the full disk")
        assert knows(ALICE)
        for _ in range(2):
            house.process.send_signal(signal.SIGUSR1)
            time.sleep(0.5)
        assert log().count("metrics: ") == 1, log()
        filler.unlink()
        house.process.send_signal(signal.SIGUSR1)
        wait(lambda: "metrics are written again" in log(), "the numbers")
        allow(copy, "later@contoso.example")
        wait(lambda: knows("later@contoso.example"), "the new sender")
        with contextlib.suppress(OSError), open(filler, "wb", 0) as f:
            while True:
                f.write(b"x" * 4096)
        pid_text = text.replace(f"{house.dir}/run/pid", f"{folder}/pid")
        house.config.write_text(pid_text.replace("milter.sock",
                                                 "other.sock"))
        done = house.run("-f", timeout=60)
        assert done.returncode == os.EX_IOERR, done
        assert f"{folder}/pid: can't be written" in done.stderr, done
        house.config.write_text(text)
        filler.unlink()


if ROOT and can_mount():
    test(a_full_disk_changes_nothing_and_is_told_of_once)


@test
def a_log_that_is_full_is_no_harm():
    old, house.log_path = house.log_path, Path("/dev/full")
    house.configure()
    try:
        with open("/dev/full", "wb") as log:
            house.process = subprocess.Popen(
                [house.program, "-c", house.config, "-f"], stdout=log,
                stderr=log, stdin=subprocess.DEVNULL, start_new_session=True)
        house.log_path = old
        wait(lambda: os.path.exists(house.socket) and
             not is_gone(house.socket), "the daemon to start")
        assert knows(ALICE)
        assert house.stop() == 0
    finally:
        house.log_path = old
        house.stop()


# what it says

def numbers(path):
    lines = [line for line in path.read_text().splitlines()
             if not line.startswith("#")]
    return dict(line.rsplit(" ", 1) for line in lines)


@test
def numbers_are_written_for_prometheus():
    path = house.dir / "run/linkseal.prom"
    with daemon(f'metrics = "{path}"') as log:
        wait(path.exists, "the first numbers", 15)
        with house.mta() as mta:
            restored(mta.send(DAMAGED, ALICE))
            mta.send(FOREIGN, ALICE)
            untouched(mta.send(ORDINARY, "zoe@elsewhere.example"), "accept")
            begin(mta)
            house.process.send_signal(signal.SIGUSR1)
            wait(lambda: numbers(path).get(
                'linkseal_reloads_total{result="success"}') == "1",
                "new numbers")
            seen = numbers(path)
        assert oct(path.stat().st_mode & 0o777) == "0o644"
        assert house.stop() == 0, log()
        last = numbers(path)
    assert seen['linkseal_messages_total{verdict="edit",'
                'reason="link-restored"}'] == "1", seen
    assert seen['linkseal_messages_total{verdict="reject",'
                'reason="link-foreign"}'] == "1", seen
    assert seen['linkseal_messages_total{verdict="pass",'
                'reason="nobody"}'] == "1", seen
    assert seen['linkseal_message_bytes_total'] == str(
        len(DAMAGED) + len(FOREIGN)), seen
    assert seen['linkseal_judging_seconds_count'] == "2", seen
    assert seen['linkseal_messages_under_way'] == "1", seen
    assert seen['linkseal_connections_open'] == "1", seen
    assert seen['linkseal_registry_up'] == "1", seen
    assert seen['linkseal_snapshot_resellers'] == "1", seen
    assert abs(time.time() - float(
        seen['linkseal_snapshot_timestamp_seconds'])) < 60, seen
    assert last['linkseal_connections_open'] == "0", last
    assert last['linkseal_unfinished_total{how="aborted"}'] == "1"
    if shutil.which("promtool"):
        subprocess.run(["promtool", "check", "metrics"], check=True,
                       input=path.read_bytes())
    path.unlink()


def heard(s, seconds=5):
    s.settimeout(seconds)
    try:
        return s.recv(4096).decode()
    except TimeoutError:
        return ""


def hear_until(s, word):
    end_at = time.monotonic() + 10
    while time.monotonic() < end_at:
        if word in (said := heard(s)):
            return said
    raise AssertionError(f"systemd never heard {word}")


@test
def systemd_hears_of_start_reload_life_and_stop():
    path = str(house.dir / "run/notify")
    with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as s:
        s.bind(path)
        os.chmod(path, 0o666)
        with daemon(NOTIFY_SOCKET=path, WATCHDOG_USEC="3000000"):
            assert heard(s) == "READY=1"
            hear_until(s, "WATCHDOG=1")
            house.process.send_signal(signal.SIGHUP)
            assert "MONOTONIC_USEC=" in hear_until(s, "RELOADING=1")
            hear_until(s, "READY=1")
            worker = house.worker()
            os.kill(worker, signal.SIGSTOP)
            while heard(s, 0.3):
                pass
            silent = heard(s, 2.5)
            os.kill(worker, signal.SIGCONT)
            assert silent == "", "the watchdog hears of a worker that stands"
            hear_until(s, "WATCHDOG=1")
            assert house.stop() == 0
            hear_until(s, "STOPPING=1")
    os.unlink(path)


@test
def pretending_for_one_reseller_changes_none_of_its_mail():
    with daemon(top="reseller contoso {\n\tmode = pretend\n}") as log, \
            house.mta() as mta:
        for message in (DAMAGED, FOREIGN, INTACT, ORDINARY):
            untouched(mta.send(message, ALICE, queue_id="P1"))
        lines = [line for line in log().splitlines() if "P1: " in line]
    assert len(lines) == 4, lines
    assert "verdict=pass reason=link-restored pretended=edit" in lines[0]
    assert "verdict=pass reason=link-foreign pretended=reject" in lines[1]
    assert "pretended" not in lines[2] + lines[3], lines


@test
def pretending_for_all_lets_too_large_mail_pass_too():
    with daemon("mode = pretend\n\tmax_message = 300") as log, \
            house.mta() as mta:
        untouched(mta.send(DAMAGED, ALICE, queue_id="P2"))
    assert "P2: verdict=pass reason=oversize pretended=tempfail" in log()


@test
def one_section_s_mode_does_not_touch_another():
    with daemon("mode = pretend",
                "reseller contoso {\n\tmode = enforce\n}"), \
            house.mta() as mta:
        restored(mta.send(DAMAGED, ALICE))


@test
def each_message_has_one_line_however_it_ends():
    # a mail server that tells of the header's end and waits for the answer:
    # what stands before it has then been read when the connection is lost
    with daemon("max_message = 2000", "", "-v") as log:
        with house.mta(protocol=ALL_PROTOCOL & ~NOEOH) as mta:
            mta.send(ORDINARY, "zoe@elsewhere.example")
            begin(mta, queue_id="L1")
            mta.abort()
            mta.send(ORDINARY + b"x" * 3000, ALICE, queue_id="L2")
            begin(mta, queue_id="L3")
        wait(lambda: "L3: " in log(), "the line of the lost one")
        lines = [line.removeprefix("linkseal-milter: ")
                 for line in log().splitlines() if "verdict=" in line]
    expected = (r"verdict=pass reason=nobody",
                r'L1: verdict=none reason=aborted sender="' + ALICE +
                r'" bytes=\d+ ms=\d+',
                r"L2: verdict=tempfail reason=oversize .*",
                r"L3: verdict=none reason=aborted .*")
    assert len(lines) == 4, lines
    for line, pattern in zip(lines, expected):
        assert re.fullmatch(pattern, line), (line, pattern)


@test
def nobody_can_write_into_the_log():
    evil = 'x" verdict=pass\nlinkseal-milter: FORGED: verdict=pass\r\x1b[2J'
    bad = DAMAGED.replace(b"utm_source=x", b"a=%0AFORGED:%20verdict=pass\x1b")
    with daemon("", "", "-v") as log, house.mta() as mta:
        for message in (bad, FOREIGN, ORDINARY):
            mta.send(message, evil, login="alice",
                     queue_id="Q\nFORGED: verdict=pass")
        mta.send(bad, evil + "@x", login="alice", queue_id="z" * 5000)
        mta.send(bad, "y" * 60000, login="alice", queue_id="long")
        mta.send(bad, evil, login="mallory\nFORGED: verdict=pass")
        wait(lambda: "long: " in log(), "the log")
        text = log()
    assert "\x1b" not in text and "\r" not in text, text
    lines = [line for line in text.splitlines() if "verdict=" in line]
    assert len(lines) == 6, lines
    for line in text.splitlines():
        assert line.startswith("linkseal-milter: "), line
        assert not line.startswith("linkseal-milter: FORGED"), line
        assert len(line) < 3000, line
    assert all(" ms=" in line for line in lines[:5]), lines


@test
def a_macro_of_the_sender_s_is_no_format():
    with daemon() as log, house.mta() as mta:
        restored(mta.send(DAMAGED, "%n%s%d@x", login="alice",
                          queue_id="%n%s"))
    assert "%n%s: verdict=edit" in log(), log()
    assert 'sender="%n%s%d@x"' in log(), log()
