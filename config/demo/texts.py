"""What is said in a guidance interview, and what is agreed: enough variety to read like a school's."""

from datetime import date, timedelta
from random import Random

from interviews.drafts import Step, Text

LIKES = (
    "chemistry and food technology",
    "drawing, and anything with animals",
    "maths, and taking engines apart with an uncle",
    "history and debating",
    "coding small games",
    "looking after younger cousins",
    "PE and coaching at the local club",
    "drama, and organising people",
    "business studies, and a Saturday job in a bakery",
    "languages, two of them spoken at home",
)
# (what is being weighed, NCCIS code, destination in words)
WAYS = (
    (
        "A levels in the sixth form or the T level in Health at college",
        "230",
        "T level Health, further education",
    ),
    ("staying on for A levels, with medicine at the back of the mind", "210", "A levels here"),
    ("an electrical apprenticeship or a Level 3 course in engineering", "310", "Electrical apprenticeship"),
    ("sixth form college, where psychology and sociology are taught", "220", "Sixth form college"),
    ("a Level 2 course in catering, then work with day release", "230", "Catering, Level 2"),
    ("a degree apprenticeship in accounting or university in Leeds", "240", "Accounting, higher education"),
    ("a supported internship, with travel training first", "460", "Supported internship"),
)
CONCERNS = (
    "Worried about picking something and being stuck with it.",
    "Sure of the subjects, less sure of the grades.",
    "The journey to the college matters as much as the course.",
    "Would be the first in the family to go to university.",
    "Has not told home about the change of mind yet, and will.",
    "Wants to earn, and to keep learning.",
)
STEPS = (
    ("Book a place at the college’s open evening", "student", 20),
    ("Read the entry requirements of both courses and note what is missing", "student", 14),
    ("Ask the chemistry teacher about the predicted grade", "student", 10),
    ("Look at three apprenticeships on the national service", "student", 21),
    ("Send the links to the courses we talked about", "adviser", 3),
    ("Talk to the form tutor about the application’s personal part", "student", 28),
    ("Arrange a day of work experience at the hospital", "school", 45),
    ("Come back with both prospectuses", "student", 40),
)
NOTES = (
    "Quiet at first. Mentioned arguments at home about money for the bus; no more than that.",
    "Reads slowly and hides it well. Ask for the forms in large print.",
    "Would rather not sit with the other group; try mornings.",
)


def text_of(random: Random, held_on: date, *, with_note: bool) -> Text:
    """A summary, a plan of two or three actions, and now and then a confidential note."""
    way, code, destination = random.choice(WAYS)
    summary = f"Enjoys {random.choice(LIKES)}. Deciding between {way}. {random.choice(CONCERNS)}"
    steps = [
        Step(what, owner, held_on + timedelta(days=days))
        for what, owner, days in random.sample(STEPS, random.choice((2, 2, 3)))
    ]
    return Text(
        summary=summary,
        destination_code=code,
        destination=destination,
        steps=tuple(steps),
        shared_with_student=True,
        shared_with_tutor=random.random() < 0.6,
        shared_with_parent=random.random() < 0.2,
        confidential_note=random.choice(NOTES) if with_note else "",
    )
