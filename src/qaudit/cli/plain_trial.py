"""`pack try --plain`: a trial line by line. The score is said before each standard, and nothing is called saved."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from qaudit.cli import output
from qaudit.cli.plain import PlainWalk, outcome, talk
from qaudit.cli.plain_commands import run_line
from qaudit.cli.score_words import score_rows
from qaudit.cli.visit_words import told_value
from qaudit.errors import NotAllowed
from qaudit.speech import _
from qaudit.wording.trials import forming_words

if TYPE_CHECKING:
    from qaudit.core.walk import Walk
    from qaudit.desk.fieldwork import Step
    from qaudit.wiring import Desk

REFUSED = (":submit", ":evidence")


@dataclass
class TrialWalk(PlainWalk):
    """A walk that says the score as it forms."""

    def take(self, step: "Step") -> None:
        """Stands where a verb has led, and says what changed."""
        self.walk = step.walk
        for entry in step.entries:
            output.say(f"{entry.subject} {told_value(entry.act, entry.became, step.walk.visit)}".rstrip())

    def ask(self, code: str | None) -> None:
        """Says the score so far, then asks."""
        output.say(forming_words(self.walk.scorecard()))
        super().ask(code)


def try_plainly(desk: "Desk", walk: "Walk") -> int:
    """Walks a trial until `:quit` or the end of input, and gives the exit code of a plain walk."""
    plain = TrialWalk(desk, walk)
    pack = walk.pack
    output.say(_("Trial of {pack}: nothing that you write is kept.", pack=pack.ref))
    if walk.pack.scoring.shows_score_to_shopper is False:
        output.say(_("You see the score as its author; shoppers do not."))
    output.say(_("Write a reading, ? for guidance, or :help for the commands."))
    talk(plain, _run_line)
    output.say(_("The trial is over, and nothing of it is kept."))
    document = desk.fieldwork.scorecard(plain.walk)
    for line in output.labelled(score_rows(document, pack, plain.walk.scorecard())):
        output.say(line)
    return outcome(plain)


def _run_line(plain: PlainWalk, line: str) -> None:
    if line.strip().partition(" ")[0].casefold() in REFUSED:
        raise NotAllowed(
            _("A trial keeps nothing: no file is taken and nothing is submitted"), _(":quit ends it")
        )
    run_line(plain, line)
