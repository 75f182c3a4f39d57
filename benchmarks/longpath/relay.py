#!/usr/bin/env python3
"""Connects two network devices by a path with latency.

relay.py NAME NAME MILLISECONDS: creates two TUN devices, prints "ready", and forwards each packet of one to
the other after the delay, like netem, which not every kernel has. Bandwidth is limited by one processor. It ends
with its standard input.
"""
import collections
import fcntl
import os
import select
import struct
import sys
import time

TUNSETIFF = 0x400454CA
IFF_TUN = 0x0001
IFF_NO_PI = 0x1000
LARGEST_PACKET = 65_536
PACKETS_AT_ONCE = 64


def device(name):
    fd = os.open("/dev/net/tun", os.O_RDWR | os.O_NONBLOCK)
    fcntl.ioctl(fd, TUNSETIFF, struct.pack("16sH", name.encode(), IFF_TUN | IFF_NO_PI))
    return fd


def take(fd, due, queue):
    for _ in range(PACKETS_AT_ONCE):
        try:
            queue.append((due, os.read(fd, LARGEST_PACKET)))
        except BlockingIOError:
            return


def hand_over(queue, now, fd):
    while queue and queue[0][0] <= now:
        try:
            os.write(fd, queue.popleft()[1])
        except OSError:
            pass  # A device that is full or down drops packets.


def main():
    near, far = device(sys.argv[1]), device(sys.argv[2])
    delay = float(sys.argv[3]) / 1_000
    outward, inward = collections.deque(), collections.deque()
    print("ready", flush=True)
    while True:
        now = time.monotonic()
        nexts = [queue[0][0] for queue in (outward, inward) if queue]
        wait = max(0, min(nexts) - now) if nexts else None
        readable, _, _ = select.select([near, far, sys.stdin], [], [], wait)
        if sys.stdin in readable:
            return
        now = time.monotonic()
        if near in readable:
            take(near, now + delay, outward)
        if far in readable:
            take(far, now + delay, inward)
        hand_over(outward, now, far)
        hand_over(inward, now, near)


main()
