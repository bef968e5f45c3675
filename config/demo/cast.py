"""Who plays in the demo: the same people as in the tests and on the screenshots."""

from dataclasses import dataclass

from accounts.permissions import Role

PASSWORD = "guidance for everyone"  # noqa: S105 - the demo's people exist nowhere else


@dataclass(frozen=True)
class Person:
    """Somebody who logs in, and what he or she is there."""

    name: str
    email: str
    urn: str
    roles: tuple[Role, ...]
    form: str = ""


ASHBY, BROOK = "104723", "104724"
PEOPLE = [
    Person("Ada Lowe", "ada@ashby.example", ASHBY, (Role.CAREERS_LEADER,)),
    Person("Ben Okafor", "ben@careerbridge.example", ASHBY, (Role.ADVISER,)),
    Person("Vic Adeyemi", "vic@ashby.example", ASHBY, (Role.SENIOR_LEADER,)),
    Person("Tess Walsh", "tess@ashby.example", ASHBY, (Role.TUTOR,), form="11B"),
    Person("Olu Bright", "olu@ashby.example", ASHBY, (Role.ADMINISTRATOR,)),
    Person("Cora Finch", "cora@brook.example", BROOK, (Role.CAREERS_LEADER,)),
    Person("Ben Okafor", "ben@careerbridge.example", BROOK, (Role.ADVISER,)),
]
