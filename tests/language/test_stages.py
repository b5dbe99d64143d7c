"""The stages that packs in several languages group by have a name in each."""

import re

from qaudit.resources import standards_folder
from qaudit.wording.stages import stage_words

SEVERAL = re.compile(r"^languages: \[\w+, ", re.MULTILINE)


def test_every_stage_of_the_library_is_known() -> None:
    texts = [path.read_text(encoding="utf-8") for path in standards_folder().rglob("*.yaml")]
    used = {
        stage for text in texts if SEVERAL.search(text) for stage in re.findall(r"\bstage: ([a-z_]+)", text)
    }
    assert len(used) > 30
    assert sorted(stage for stage in used if stage_words(stage) is None) == []
