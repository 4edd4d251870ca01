"""Stands between a mail server and its filter, and hangs up on both after so
many bytes of the filter's answers: the filter died just there.

    with Cut(rig.milter.socket, 100_000) as cut:
        …
        cut.done        it was so much, and the connection was cut
"""

import os
import selectors
import socket
import socketserver
import threading


class _Pass(socketserver.BaseRequestHandler):
    def handle(self):
        with socket.socket(socket.AF_UNIX) as behind:
            behind.connect(self.server.behind)
            self.copy(behind)

    def copy(self, behind):
        """Until one side ends, or the answers are too long."""
        left = self.server.after
        both = selectors.DefaultSelector()
        both.register(self.request, selectors.EVENT_READ, behind)
        both.register(behind, selectors.EVENT_READ, self.request)
        while True:
            for key, _ in both.select():
                data = key.fileobj.recv(65536)
                if not data:
                    return
                if key.fileobj is behind:
                    data, left = data[:left], left - len(data)
                key.data.sendall(data)
                if left <= 0:
                    self.server.done = True
                    return


class Cut(socketserver.ThreadingUnixStreamServer):
    daemon_threads = True
    block_on_close = False

    def __init__(self, path, after):
        """Takes the filter's place at PATH until the block ends."""
        self.behind, self.after, self.done = f"{path}.behind", after, False
        kept = os.stat(path)
        os.rename(path, self.behind)
        super().__init__(path, _Pass)
        os.chown(path, kept.st_uid, kept.st_gid)
        os.chmod(path, kept.st_mode & 0o777)
        self._thread = threading.Thread(target=self.serve_forever,
                                        args=(0.05,), daemon=True)

    def __enter__(self):
        self._thread.start()
        return self

    def __exit__(self, *exc):
        self.shutdown()
        self.server_close()
        os.rename(self.behind, self.server_address)
