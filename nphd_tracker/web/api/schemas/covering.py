"""Which part of the office's agreements an answer is about: who asks may see no more."""

from marshmallow import Schema, fields

from nphd_tracker.regions import Agency
from nphd_tracker.web.api.fields import choice
from nphd_tracker.web.serving.language import N_


class Covers(Schema):
    regions = fields.List(
        fields.String(),
        required=True,
        metadata={"description": N_("Kode daerah; provinsi mencakup isinya; kosong: semua.")},
    )
    agencies = fields.List(
        choice(Agency), required=True, metadata={"description": N_("Kosong: semua.")}
    )


class Covering(Schema):
    covers = fields.Nested(Covers, required=True)
