"""A machine of its own whose name server gives another answer each time, and who is reached there then.

Run in a network and with mounts of its own, as root of them: `unshare --map-root-user --mount --net`. It is
given the caller's, and ends before it changes anything where its own are the same. Prints what became of each
of the requests, and at which of this machine's addresses programs were connected to.
"""

import fcntl
import json
import os
import socket
import struct
import subprocess
import sys
import tempfile
import threading

from django.conf import settings

PUBLIC, METADATA, LOOPBACK = "93.184.215.14", "169.254.169.254", "127.0.0.1"
PORT = 8080
SET_ADDRESS, SET_FLAGS, UP = 0x8916, 0x8914, 0x1


def namespaces() -> list[str]:
    """The names of this process' network and mounts."""
    return [os.readlink(f"/proc/self/ns/{kind}") for kind in ("net", "mnt")]


def has(interface: str, address: str) -> None:
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as control:
        wanted = struct.pack("16sHH4s8x", interface.encode(), socket.AF_INET, 0, socket.inet_aton(address))
        fcntl.ioctl(control, SET_ADDRESS, wanted)
        fcntl.ioctl(control, SET_FLAGS, struct.pack("16sH14x", interface.encode(), UP))


def serve_names(answers: list[str]) -> None:
    """One address for each question of IPv4, the last one again and again, good for zero seconds."""
    server = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
    server.bind((LOOPBACK, 53))

    def run() -> None:
        while True:
            question, client = server.recvfrom(512)
            name_end = question.index(b"\0", 12) + 1
            kind = question[name_end : name_end + 2]
            address = b""
            if kind == b"\0\1":
                given = answers.pop(0) if len(answers) > 1 else answers[0]
                address = b"\xc0\x0c\0\1\0\1\0\0\0\0\0\4" + socket.inet_aton(given)
            head = question[:2] + b"\x81\x80\0\1" + (b"\0\1" if address else b"\0\0") + b"\0\0\0\0"
            server.sendto(head + question[12 : name_end + 4] + address, client)

    threading.Thread(target=run, daemon=True).start()


def serve_programs(reached: list[str]) -> None:
    """One program for all addresses of this machine."""
    server = socket.create_server(("0.0.0.0", PORT))

    def run() -> None:
        while True:
            connection, _ = server.accept()
            reached.append(connection.getsockname()[0])
            connection.recv(65536)
            connection.sendall(b"HTTP/1.1 200 OK\r\nContent-Length: 0\r\nConnection: close\r\n\r\n")
            connection.close()

    threading.Thread(target=run, daemon=True).start()


def main(callers: list[str]) -> None:
    own = namespaces()
    if len(callers) != len(own) or set(callers) & set(own):
        raise SystemExit("This changes the network and the mounts, and so runs only in its own.")
    settings.configure(DEBUG=True, OUTBOUND_ALLOWED=[])
    from outside import Inside, post

    for interface, address in (("lo", LOOPBACK), ("lo:1", PUBLIC), ("lo:2", METADATA)):
        has(interface, address)
    with tempfile.NamedTemporaryFile("w") as resolver:
        resolver.write(f"nameserver {LOOPBACK}\noptions attempts:1 timeout:1\n")
        resolver.flush()
        subprocess.run(["mount", "--bind", resolver.name, "/etc/resolv.conf"], check=True)
        serve_names([PUBLIC, LOOPBACK, PUBLIC, METADATA, LOOPBACK])
        reached: list[str] = []
        serve_programs(reached)
        became: list[str] = []
        for _ in range(5):
            try:
                became.append(str(post(f"http://moves.example:{PORT}/", b"{}", {}).status))
            except Inside:
                became.append("inside")
        json.dump({"became": became, "reached": reached}, sys.stdout)


if __name__ == "__main__":
    main(sys.argv[1:])
