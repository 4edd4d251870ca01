"""A server on a free port that talks to each client in a thread of its own.

    class Server(Listener):
        def talk(self, connection): …       OSError ends the talk
"""

import socket
import threading


class Listener:
    def __init__(self, host="127.0.0.1"):
        family = socket.AF_INET6 if ":" in host else socket.AF_INET
        self._listener = socket.create_server((host, 0), family=family)
        self.port = self._listener.getsockname()[1]
        self._thread = threading.Thread(target=self._serve, daemon=True)

    def __enter__(self):
        self._thread.start()
        return self

    def __exit__(self, *exc):
        self.close()

    def close(self):
        """Nobody is there any more."""
        try:
            # shutdown wakes the thread that waits in accept
            self._listener.shutdown(socket.SHUT_RDWR)
        except OSError:
            return
        self._listener.close()
        self._thread.join(10)

    def _serve(self):
        while True:
            try:
                connection, _ = self._listener.accept()
            except OSError:
                return
            # two small answers in a row would wait for each other's receipt
            connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
            threading.Thread(target=self._talk, args=(connection,),
                             daemon=True).start()

    def _talk(self, connection):
        try:
            self.talk(connection)
        except OSError:
            pass
        finally:
            connection.close()
