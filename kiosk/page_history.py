"""Which page is shown, and by which pages the visitor came there."""

START = "start"


class PageHistory:
    """The pages of one visitor. ``page`` is the one that is shown, ``start`` where each visitor begins."""

    def __init__(self, start: str = START) -> None:
        self.start = start
        self.page = start
        self._before: list[str] = []

    def go(self, page: str) -> None:
        """On to a page; the way back leads to the present one."""
        if page != self.page:
            self._before.append(self.page)
        self.page = page

    def back(self) -> None:
        """To the page before; never to an explanation that was read already."""
        leaving = self.page
        while self._before and self._before[-1] in (leaving, "why"):
            self._before.pop()
        self.page = self._before.pop() if self._before else self.start

    def restart(self) -> None:
        """To the start, without a way back."""
        self._before = []
        self.page = self.start
