"""How a question to the SEC ends early, between the parts of this package."""


class Stopped(Exception):
    """A request ended without an answer; `cause` is a key of `failures.FAILURES`.

    `retry_after` is the pause in seconds the host asked for, 0 when it named none.
    """

    def __init__(self, cause: str, *, host: str = "", retry_after: float = 0.0) -> None:
        super().__init__(cause)
        self.cause = cause
        self.host = host
        self.retry_after = retry_after
