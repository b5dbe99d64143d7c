"""The stages of a visit that packs group their standards by: free words, of which these are known in every language."""

from functools import lru_cache

from qaudit.speech import language, pgettext


def stage_words(value: str) -> str | None:
    """A stage as a report names it: `Before arrival`; None for a word of the pack's own."""
    return _stages(language()).get(value)


@lru_cache(maxsize=8)
def _stages(spoken: str) -> dict[str, str]:
    return {
        "acknowledgement": pgettext("stage of a visit", "Acknowledgement"),
        "advice": pgettext("stage of a visit", "Advice"),
        "apology": pgettext("stage of a visit", "Apology"),
        "arrival": pgettext("stage of a visit", "Arrival"),
        "attention": pgettext("stage of a visit", "Attention"),
        "bill": pgettext("stage of a visit", "Bill"),
        "booking": pgettext("stage of a visit", "Booking"),
        "callback": pgettext("stage of a visit", "Callback"),
        "closing": pgettext("stage of a visit", "Closing"),
        "colour": pgettext("stage of a visit", "Colour"),
        "comfort": pgettext("stage of a visit", "Comfort"),
        "complaint": pgettext("stage of a visit", "Complaint"),
        "consultation": pgettext("stage of a visit", "Consultation"),
        "deadline": pgettext("stage of a visit", "Deadline"),
        "delivery": pgettext("stage of a visit", "Delivery"),
        "documents": pgettext("stage of a visit", "Documents"),
        "drinks": pgettext("stage of a visit", "Drinks"),
        "escalation": pgettext("stage of a visit", "Escalation"),
        "explanation": pgettext("stage of a visit", "Explanation"),
        "farewell": pgettext("stage of a visit", "Farewell"),
        "fault": pgettext("stage of a visit", "Fault"),
        "follow_up": pgettext("stage of a visit", "Follow-up"),
        "followup": pgettext("stage of a visit", "Follow-up"),
        "greeting": pgettext("stage of a visit", "Greeting"),
        "hold": pgettext("stage of a visit", "Hold"),
        "housekeeping": pgettext("stage of a visit", "Housekeeping"),
        "hygiene": pgettext("stage of a visit", "Hygiene"),
        "identification": pgettext("stage of a visit", "Identification"),
        "learning": pgettext("stage of a visit", "Learning"),
        "machine": pgettext("stage of a visit", "Machine"),
        "meal": pgettext("stage of a visit", "Meal"),
        "meeting": pgettext("stage of a visit", "Meeting"),
        "menu": pgettext("stage of a visit", "Menu"),
        "needs": pgettext("stage of a visit", "Needs"),
        "opening": pgettext("stage of a visit", "Opening"),
        "order": pgettext("stage of a visit", "Order"),
        "payment": pgettext("stage of a visit", "Payment"),
        "privacy": pgettext("stage of a visit", "Privacy"),
        "recording": pgettext("stage of a visit", "Recording"),
        "registration": pgettext("stage of a visit", "Registration"),
        "remedy": pgettext("stage of a visit", "Remedy"),
        "request": pgettext("stage of a visit", "Request"),
        "reservation": pgettext("stage of a visit", "Reservation"),
        "restroom": pgettext("stage of a visit", "Restroom"),
        "result": pgettext("stage of a visit", "Result"),
        "room": pgettext("stage of a visit", "Room"),
        "safety": pgettext("stage of a visit", "Safety"),
        "search": pgettext("stage of a visit", "Search"),
        "service": pgettext("stage of a visit", "Service"),
        "solving": pgettext("stage of a visit", "Solving"),
        "stay": pgettext("stage of a visit", "Stay"),
        "table": pgettext("stage of a visit", "Table"),
        "telephone": pgettext("stage of a visit", "Telephone"),
        "termination": pgettext("stage of a visit", "Termination"),
        "transfer": pgettext("stage of a visit", "Transfer"),
        "update": pgettext("stage of a visit", "Update"),
        "waiting": pgettext("stage of a visit", "Waiting"),
        "wash": pgettext("stage of a visit", "Wash"),
    }
