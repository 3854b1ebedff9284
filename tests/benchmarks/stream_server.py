"""Child: a server of streamed prices; prints its port and tells so many prices a second.

It begins when somebody follows symbols and ends when its input does.
"""

import random
import sys
import threading
import time

from tests.fakes.yahoo_stream import FakeStreamer

PAUSE_S = 0.005


def main() -> int:
    rate = int(sys.argv[1])
    over = threading.Event()
    with FakeStreamer() as streamer:
        print(streamer.port, flush=True)
        threading.Thread(target=lambda: (sys.stdin.read(), over.set()), daemon=True).start()
        dice = random.Random(7)
        began, told = time.monotonic(), 0
        while not over.is_set():
            names = sorted(streamer.followed)
            due = int((time.monotonic() - began) * rate)
            for _ in range(due - told if names else 0):
                streamer.tick(dice.choice(names), dice.randrange(9_000, 11_000) / 100)
            told = due
            time.sleep(PAUSE_S)
    return 0


if __name__ == "__main__":
    sys.exit(main())
