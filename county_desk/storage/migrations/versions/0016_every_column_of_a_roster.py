"""The columns that rosters have of a household, its people and its years, and the register had not."""

import sqlalchemy as sa
from alembic import op

revision = "0016"
down_revision = "0013"
branch_labels = None
depends_on = None

_TEXT, _COUNT, _YES_NO = sa.String, sa.Integer, sa.Boolean
_HUNDREDTHS = sa.BigInteger  # of a mu, a kilometre or a month
_NEW: dict[str, dict[type, tuple[str, ...]]] = {
    "household": {
        _TEXT: (
            *("standard", "planned_exit", "exit_year", "address", "registered_address", "bank"),
            *("official", "official_unit", "official_post", "official_phone"),
        ),
        _COUNT: ("labourers",),
    },
    "member": {
        _TEXT: (
            *("person_number", "political_status", "marital_status", "own_telephone", "certificate"),
            "person_identified",
        ),
    },
    "member_year": {
        _TEXT: ("dropout_reason", "work_place", "post", "allowance", "extreme_poverty"),
        _HUNDREDTHS: ("post_months",),
        _YES_NO: (
            *("employee_insured", "serious_illness_insured", "commercial_insured", "pension_insured"),
            *("medical_aid", "mandarin"),
        ),
    },
    "household_year": {
        _YES_NO: ("dangerous", "production_power", "toilet", "cooperative", "enterprise_led", "leader_led"),
        _HUNDREDTHS: (
            *("road_distance", "irrigated_land", "forest_land", "returned_land", "orchard_land"),
            *("pasture_land", "water_area"),
        ),
    },
}


def upgrade() -> None:
    """Apply this step."""
    for table, columns in _NEW.items():
        with op.batch_alter_table(table, schema=None) as batch_op:
            for made, names in columns.items():
                for name in names:
                    batch_op.add_column(sa.Column(name, made(), nullable=True))
