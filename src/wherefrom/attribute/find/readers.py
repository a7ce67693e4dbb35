"""Who reads: the trained reader, or the rules where a case asks for them or the model cannot be used; and a second reader."""

from dataclasses import dataclass

from wherefrom.attribute.find.second_reader import SecondReader
from wherefrom.attribute.parts.draft import MAKER
from wherefrom.config import Settings
from wherefrom.errors import ModelError, UsageError
from wherefrom.infer import Endpoint, check_model

# What reads beside the reader; each that cannot be used is left out, and told.
BESIDE = ("credits", "pronouns")


@dataclass(frozen=True, slots=True)
class Readers:
    """Who finds the attributions of a case.

    Attributes:
        rules: the rules, not the trained reader.
        maker: name and version of who reads, second reader included: when it changes, documents are read again.
        problem: why the trained reader cannot be used; empty where it can, or where nobody asked for it.
        endpoint: the second reader's; None for none.
    """

    rules: bool
    maker: str
    problem: str = ""
    endpoint: Endpoint | None = None

    def second(self) -> SecondReader | None:
        """A second reader for one document."""
        return None if self.endpoint is None else SecondReader(self.endpoint)


def choose_readers(settings: Settings) -> Readers:
    """Who reads a case, by its settings.

    Raises:
        UsageError: the second reader named there cannot be spoken to, or has no model's name.
    """
    rules, problem = settings.reader == "rules", ""
    maker = MAKER
    if not rules:
        try:
            maker = check_model("reader")
        except ModelError as error:
            rules, problem = True, str(error)
    for name in () if rules else BESIDE:
        try:
            maker = f"{maker}, {check_model(name)}"
        except ModelError as error:
            problem = str(error)
    if not settings.second_reader:
        return Readers(rules, maker, problem)
    if not settings.second_reader_model:
        raise UsageError("The second reader has no model.", "Set second_reader_model in case.toml.")
    endpoint = Endpoint(settings.second_reader, settings.second_reader_model, settings.second_reader_may_leave)
    endpoint.check()
    return Readers(rules, f"{maker} and {settings.second_reader_model}", problem, endpoint)
