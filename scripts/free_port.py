"""Say clearly, before anything is built, that the port of the demonstration is taken."""

from __future__ import annotations

import socket
import sys


def main() -> None:
    """Exit with advice where nobody can listen on the port that is the only argument."""
    port = int(sys.argv[1])
    with socket.socket() as listener:
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            listener.bind(("127.0.0.1", port))
        except OSError:
            sys.exit(f"Port {port} is in use. Choose another: make demo PORT={port + 1}")


if __name__ == "__main__":
    main()
