"""One small section with an item of every type that an answer goes with, and a text to read."""

from __future__ import annotations

from questionnaires.types import Item, ItemType, Option, Section, Text


def text(english: str) -> Text:
    """Return a text in English."""
    return Text({"en": english})


def item(item_id: str, kind: ItemType, **more: object) -> Item:
    """Return an item of a type with what every item needs."""
    return Item(
        id=item_id,
        section="first",
        type=kind,
        text=text(f"The {{link_practitioner}} & “{item_id}”"),
        subconstruct="coherence.differentiation",
        provenance=("npt.coherence",),
        **more,  # type: ignore[arg-type]
    )


WORDS = {"link_practitioner": "link <b>worker</b>"}
AGREE = item("agree", ItemType.AGREEMENT, minimum=1, maximum=5)
RATE = item("rate", ItemType.RATING, minimum=0, maximum=10, low=text("never"), high=text("always"))
PICK = item(
    "pick",
    ItemType.MULTIPLE_CHOICE,
    options=(Option("tea", text("Tea")), Option("milk", text('Milk, value="tea"'))),
)
TELL = item("tell", ItemType.LONG_TEXT, max_length=20, hint=text("A few words"), shareable=True)
WEIGH = item("weigh", ItemType.BIPOLAR, minimum=1, maximum=5)
PLACE = item(
    "place",
    ItemType.SINGLE_CHOICE,
    options=(Option("town", text("Town")), Option("village", text("Village"))),
)
COUNT = item("count", ItemType.NUMBER, minimum=0, maximum=60, unit=text("patients"))
SHARE = item("share", ItemType.NUMBER, minimum=-1, maximum=1, integer=False)
NAME = item("name", ItemType.SHORT_TEXT, max_length=20)
READ = item("read", ItemType.INFORMATION)
SECTION = Section(
    "first", text("First"), None, (AGREE, RATE, PICK, TELL, WEIGH, PLACE, COUNT, SHARE, NAME, READ)
)
