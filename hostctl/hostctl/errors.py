"""What hostctl answers when it does not do what it was asked."""


class Refusal(Exception):
    """A refusal with a code that programs may rely on; README.md lists them."""

    def __init__(self, code: str, message: str) -> None:
        super().__init__(message)
        self.code = code
        self.message = message
