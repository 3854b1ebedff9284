"""How a question to a source ends early, between the parts that ask it."""


class Stopped(Exception):
    """A question ended without an answer; `cause` is a key of `failures.FAILURES`.

    `retry_after` is the pause in seconds the host asked for, 0 when it named none.
    Deliberately no OSError: yfinance swallows those and carries on.
    """

    def __init__(self, cause: str, *, host: str = "", retry_after: float = 0.0) -> None:
        super().__init__(cause)
        self.cause = cause
        self.host = host
        self.retry_after = retry_after
