"""A network that comes when a test lets it go."""

import threading

from portrait_studio.workers.networks import NetworkSource


class HeldNetworks(NetworkSource):
    """Counts how often it is asked, and answers only when let go."""

    def __init__(self, card):
        super().__init__(card, provider="cpu")
        self.asked, self.let_go, self.answered = (threading.Event() for _ in range(3))
        self.times = 0

    def get(self):
        self.times += 1
        self.asked.set()
        assert self.let_go.wait(30)
        try:
            return super().get()
        finally:
            self.answered.set()
