"""What people of the demonstration say after a visit: reviewers, managers, headquarters, customers. All made up."""

REMARKS = (
    "Which of the two desks was it? The note does not say.",
    "The time is more than twice that of every earlier visit. Was the clock started at the door?",
)
REASONS = (
    "Two of the team were ill that week.",
    "The new colleague started on Monday.",
    "The hall was being painted; the second desk was closed.",
    "We did not know that this changed in the new edition.",
)
APPEALS = (
    "The log of the telephone system shows another time; a copy is with the regional manager.",
    "The photo is from the entrance next door, which is not ours.",
    "It was out of order since the morning, and a sign said so.",
)
VERDICTS = {
    "upheld": "The log bears it out.",
    "rejected": "The auditor's note and picture are clear, and the log is of another day.",
}
MENDING = (
    (
        "Put one person more at the desk between four and six",
        "The new rota is in force since Monday.",
        "shift_leader",
    ),
    (
        "Practise the greeting with everybody at the start of the shift",
        "Done on three mornings, all present.",
        "trainer",
    ),
    ("Have the lamp and the mirror mended", "Mended; the bill is with the office.", "maintenance"),
    (
        "Hang the list of promises where the team sees it",
        "It hangs beside the coffee machine.",
        "branch_manager",
    ),
)
_Voice = tuple[str, str, str, int, str, str, tuple[str, ...], str]
VOICES: tuple[_Voice, ...] = (
    (
        "haifa-bay",
        "compliment",
        "email",
        20,
        "The night porter found my daughter's bear. Thank you!",
        "",
        (),
        "",
    ),
    (
        "jaffa-port",
        "complaint",
        "phone",
        16,
        "We waited twenty minutes for the key to a room that was said to be ready.",
        "",
        (),
        "We are sorry. The room list is now checked at noon; the next night is on us.",
    ),
    ("constanta-sea", "complaint", "email", 15, "Nobody answered the telephone in the evening.", "", (), ""),
    (
        "constanta-sea",
        "complaint",
        "face_to_face",
        6,
        "The breakfast room was cold.",
        "",
        (),
        "The heating is mended.",
    ),
    (
        "north-line",
        "suggestion",
        "chat",
        9,
        "Tell us the place in the queue.",
        "",
        (),
        "It comes in the spring.",
    ),
    ("night-line", "complaint", "phone", 4, "Cut off twice, and each time from the beginning.", "", (), ""),
    ("south-line", "compliment", "email", 2, "The technician called back when he said he would.", "", (), ""),
)
