"""The command line: the same services as the window, without Qt."""

COMMANDS_HELP = (
    "How much of your money rides on the AI circular-financing ring, with the evidence. "
    "Without a command the window opens."
)
