"""Tests that speak TAP: functions named by behaviour, one line each.

    test = Tap()

    @test
    def a_damaged_link_is_restored():
        assert …, "what is wrong"

    test.main()         # arguments: run only the names that contain one
"""

import signal
import sys
import traceback


def heed_signals():
    """A shell that runs us in the background has us ignore Ctrl-C, and nohup
    a hangup; whom we start would too. A handler is not passed on."""
    for number in signal.SIGINT, signal.SIGQUIT, signal.SIGHUP:
        if signal.getsignal(number) == signal.SIG_IGN:
            signal.signal(number, lambda *_: None)


class Tap:
    def __init__(self):
        heed_signals()
        self._tests = []

    def __call__(self, function):
        self.add(function.__name__.replace("_", " "), function)
        return function

    def add(self, name, function):
        """For tests that are made from data."""
        self._tests.append((name, function))

    def main(self, before=None):
        """Runs all, or those whose name contains an argument, and exits.
        BEFORE runs first; if it fails nothing else can pass."""
        wanted = [w.replace("_", " ") for w in sys.argv[1:]]
        tests = [(n, f) for n, f in self._tests
                 if not wanted or any(w in n for w in wanted)]
        print(f"1..{len(tests)}", flush=True)
        if before:
            before()
        failed = sum([not self._run(i, name, function)
                      for i, (name, function) in enumerate(tests, 1)])
        sys.exit(1 if failed else 0)

    @staticmethod
    def _run(number, name, function):
        try:
            function()
        except AssertionError as e:
            text = str(e) or traceback.format_exc()
        except Exception:
            text = traceback.format_exc()
        else:
            print(f"ok {number} - {name}", flush=True)
            return True
        print(f"not ok {number} - {name}")
        for line in text.rstrip("\n").split("\n"):
            print(f"# {line}")
        sys.stdout.flush()
        return False
