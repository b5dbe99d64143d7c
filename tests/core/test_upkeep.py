"""What a pack says to its checker alone has nothing in it unless somebody wrote it."""

from fractions import Fraction

from qaudit.core.upkeep import NO_PACK_UPKEEP, NO_UPKEEP, PackUpkeep, Upkeep


def test_nothing_is_promised_and_nothing_accepted_by_default() -> None:
    assert Upkeep() == NO_UPKEEP
    assert (NO_UPKEEP.whole, NO_UPKEEP.accept) == (None, ())
    assert PackUpkeep() == NO_PACK_UPKEEP
    assert (NO_PACK_UPKEEP.pack, dict(NO_PACK_UPKEEP.sections), dict(NO_PACK_UPKEEP.standards)) == (
        NO_UPKEEP,
        {},
        {},
    )


def test_two_packs_that_say_nothing_share_nothing_that_can_change() -> None:
    assert PackUpkeep().sections is not PackUpkeep().sections


def test_upkeep_is_kept_by_code() -> None:
    upkeep = PackUpkeep(
        Upkeep(Fraction(100)),
        {"ARR": Upkeep(Fraction(20))},
        {"ARR-01": Upkeep(accept=(("P801", "one act"),))},
    )
    assert upkeep.pack.whole == 100
    assert upkeep.sections["ARR"].whole == 20
    assert upkeep.standards["ARR-01"].accept == (("P801", "one act"),)
