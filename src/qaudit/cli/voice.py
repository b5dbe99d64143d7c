"""`qaudit voice`: what customers say of a branch."""

from pathlib import Path
from typing import Annotated

import typer

from qaudit.cli import output, voice_words
from qaudit.cli.completion import offer_branches, offer_packs
from qaudit.cli.days import Since, Until, read_day
from qaudit.cli.groups import NOUNS, noun
from qaudit.cli.options import As, AsJson, Db, StandardsFolders, desk_of
from qaudit.cli.places import OfBranch, OfBrand, OfRegion
from qaudit.core.visits import VisitKind
from qaudit.core.voices import Channel, VoiceKind
from qaudit.speech import _, language, ngettext
from qaudit.wording.voices import clock_words

app = noun(NOUNS["voice"])

VoiceId = Annotated[
    str, typer.Argument(metavar="ID", help=_("The voice's id, or enough of it."), show_default=False)
]


@app.command("add", help=_("Note what a customer said, in their own words, and print its id."))
def add_voice(
    context: typer.Context,
    words: Annotated[
        str,
        typer.Argument(metavar="WORDS", help=_("The customer's words, without names."), show_default=False),
    ],
    branch: Annotated[
        str,
        typer.Option(
            "--branch",
            metavar="CODE",
            help=_("The branch it is about."),
            autocompletion=offer_branches,
            show_default=False,
        ),
    ],
    kind: Annotated[VoiceKind, typer.Option("--kind", help=_("What it is."), show_default=False)],
    channel: Annotated[Channel, typer.Option("--channel", help=_("How it came."), show_default=False)],
    at: Annotated[
        str,
        typer.Option(
            "--at",
            metavar="TIME",
            help=_("When it came, on the branch's clock: 10:02, 2026-05-14 10:02 or 2026-05-14. Else now."),
            show_default=False,
        ),
    ] = "",
    pack: Annotated[
        str,
        typer.Option(
            "--pack",
            metavar="PACK[@EDITION]",
            help=_("The pack whose standards it touches."),
            autocompletion=offer_packs,
            show_default=False,
        ),
    ] = "",
    codes: Annotated[
        list[str] | None,
        typer.Option(
            "--standard",
            metavar="CODE",
            help=_("A standard it touches; may be repeated."),
            show_default=False,
        ),
    ] = None,
    as_json: AsJson = False,
    db: Db = None,
    standards: StandardsFolders = None,
    who: As = None,
) -> None:
    """Note what a customer said."""
    from qaudit.desk.voices import Said

    desk = desk_of(context, db, standards, who)
    said = Said(branch, kind, channel, words, at, pack, tuple(codes or ()))
    voice = desk.voices.add(desk.person, said)
    if as_json:
        output.say_json(voice_words.voice_document(voice, desk.voices.now()))
        return
    for line in voice_words.promise_lines(voice, desk.voices.clocks()[voice.branch]):
        output.tell(line)
    output.say(voice.id)


@app.command("list", help=_("List what customers said, newest first; moments are on the branch's clock."))
def list_voices(
    context: typer.Context,
    branch: OfBranch = "",
    region: OfRegion = "",
    brand: OfBrand = "",
    kind: Annotated[
        VoiceKind | None, typer.Option("--kind", help=_("Only of this kind."), show_default=False)
    ] = None,
    late: Annotated[
        bool, typer.Option("--late", help=_("Only where somebody waits for longer than was promised."))
    ] = False,
    since: Since = None,
    until: Until = None,
    limit: Annotated[
        int | None, typer.Option(min=1, metavar="N", help=_("Only the newest N."), show_default=False)
    ] = None,
    as_json: AsJson = False,
    db: Db = None,
    standards: StandardsFolders = None,
    who: As = None,
) -> None:
    """List what customers said."""
    from qaudit.desk.voices import Asked

    desk = desk_of(context, db, standards, who)
    asked = Asked(branch, region, brand, read_day(since), read_day(until))
    found = desk.voices.list(desk.person, asked, kind=kind, is_late=late, limit=limit)
    now = desk.voices.now()
    if as_json:
        output.say_json([voice_words.voice_document(voice, now) for voice in found])
        return
    if not found:
        output.tell(_("There is no such voice: qaudit voice add notes one"))
        return
    output.say_table(
        voice_words.list_heads(), voice_words.list_rows(found, desk.voices.clocks(), now), wide=6
    )


@app.command("show", help=_("Show one voice: words, standards, and how its two clocks stand."))
def show_voice(
    context: typer.Context,
    voice_id: VoiceId,
    as_json: AsJson = False,
    db: Db = None,
    standards: StandardsFolders = None,
    who: As = None,
) -> None:
    """Show one voice."""
    desk = desk_of(context, db, standards, who)
    voice = desk.voices.find(desk.person, voice_id)
    now = desk.voices.now()
    if as_json:
        output.say_json(voice_words.voice_document(voice, now))
        return
    for line in output.labelled(voice_words.voice_rows(voice, desk.voices.clocks()[voice.branch], now)):
        output.say(line)


@app.command("acknowledge", help=_("Write down that the customer was told they were heard."))
def acknowledge(
    context: typer.Context,
    voice_id: VoiceId,
    db: Db = None,
    standards: StandardsFolders = None,
    who: As = None,
) -> None:
    """Write down an acknowledgement."""
    desk = desk_of(context, db, standards, who)
    voice = desk.voices.acknowledge(desk.person, voice_id)
    told = clock_words(voice.acknowledgement(desk.voices.now()))
    output.tell(_told(_("Voice {voice} is acknowledged", voice=voice.id), told))


@app.command("answer", help=_("Write down the answer the customer got, once. It acknowledges too."))
def answer(
    context: typer.Context,
    voice_id: VoiceId,
    words: Annotated[
        str, typer.Argument(metavar="WORDS", help=_("What the customer was answered."), show_default=False)
    ],
    db: Db = None,
    standards: StandardsFolders = None,
    who: As = None,
) -> None:
    """Write down an answer."""
    desk = desk_of(context, db, standards, who)
    voice = desk.voices.answer(desk.person, voice_id, words)
    told = clock_words(voice.answering(desk.voices.now()))
    output.tell(_told(_("Voice {voice} is answered", voice=voice.id), told))


@app.command(
    "import",
    help=_(
        "Take a CSV table of voices in: all of it, or nothing and every problem.\n\n"
        "Columns: branch, kind, channel, at, words; and pack, codes, acknowledged_at, answered_at, answer."
    ),
)
def import_voices(
    context: typer.Context,
    file: Annotated[Path, typer.Argument(metavar="FILE.csv", help=_("The table."), show_default=False)],
    as_json: AsJson = False,
    db: Db = None,
    standards: StandardsFolders = None,
    who: As = None,
) -> None:
    """Take a table of voices in."""
    desk = desk_of(context, db, standards, who)
    taken = desk.voices.import_csv(desk.person, file)
    if as_json:
        output.say_json({"added": taken.added, "repeated": taken.repeated})
        return
    output.tell(ngettext("{n} voice was taken in", "{n} voices were taken in", taken.added))
    if taken.repeated:
        output.tell(ngettext("{n} was there already", "{n} were there already", taken.repeated))


@app.command(
    "standards",
    help=_(
        "Each standard with the visits that judged it, their misses, and what customers said of it.\n\n"
        "Published visits count. Standards that are always met and always complained of come first."
    ),
)
def beside_standards(
    context: typer.Context,
    branch: OfBranch = "",
    region: OfRegion = "",
    brand: OfBrand = "",
    since: Since = None,
    until: Until = None,
    kind: Annotated[
        VisitKind, typer.Option("--kind", help=_("The kind of visits; kinds are never mixed."))
    ] = VisitKind.UNANNOUNCED,
    as_json: AsJson = False,
    db: Db = None,
    standards: StandardsFolders = None,
    who: As = None,
) -> None:
    """Standards beside what customers said of them."""
    from qaudit.desk.voices import Asked

    desk = desk_of(context, db, standards, who)
    asked = Asked(branch, region, brand, read_day(since), read_day(until))
    found = desk.voices.beside_standards(desk.person, asked, kind)
    if as_json:
        output.say_json([voice_words.beside_document(one) for one in found])
        return
    if not found:
        output.tell(_("No visit is published there, and no voice names a standard"))
        return
    output.say_table(voice_words.beside_heads(), voice_words.beside_rows(found, language()), wide=8)
    if doubt := voice_words.doubt_words(found):
        output.tell(doubt)


def _told(done: str, clock: str) -> str:
    return f"{done} ({clock})" if clock else done
