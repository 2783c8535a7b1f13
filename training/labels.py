"""The model's labels in the order of its output columns; the exported manifest carries them on."""

TYPES = (
    "meet visit contact convene sign appeal pledge support criticize warn state aid sanction elect "
    "appoint leave_office legislate attack death injury ceasefire release mobilize protest arrest "
    "prosecute disaster accident outbreak deal market launch compete award discover"
).split()

ROLE_GROUPS = [
    "content amount position cause time".split(),
    ("participant attendee agent speaker addressee target beneficiary person object place").split(),
]
"""Roles are tagged in two layers, since "ثلاثة جنود" is a person and an amount at once."""

ROLES = (
    "participant attendee agent speaker addressee target beneficiary person position object "
    "content amount cause place time"
).split()

MODALITIES = "asserted planned requested possible negated".split()

KINDS = "person organization country place group thing".split()
