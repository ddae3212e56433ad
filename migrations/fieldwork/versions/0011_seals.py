"""what is kept of a wave's keys is sealed under the pepper, existing waves as they are found; codes without a ballot"""

from __future__ import annotations

import hmac
import json

import sqlalchemy as sa
from alembic import context, op

revision = "0011"
down_revision = "0010"
branch_labels = None
depends_on = None

PURPOSE = "surveyapp manifest seal"


def upgrade() -> None:
    seals = op.create_table(
        "manifest_seal",
        sa.Column("wave", sa.String(length=60), nullable=False),
        sa.Column("seal", sa.LargeBinary(), nullable=False),
        sa.CheckConstraint("length(seal) = 32", name=op.f("ck_manifest_seal_seal")),
        sa.ForeignKeyConstraint(["wave"], ["wave.id"], name=op.f("fk_manifest_seal_wave_wave")),
        sa.PrimaryKeyConstraint("wave", name=op.f("pk_manifest_seal")),
        sqlite_with_rowid=False,
    )
    op.add_column("destruction", sa.Column("n_missing", sa.Integer(), nullable=True))
    key = context.config.attributes.get("key")
    if key is not None:
        found = op.get_bind().execute(
            sa.text(
                "SELECT wave.id, wave.state, kept.public, kept.fingerprint "
                "FROM wave LEFT JOIN wave_manifest kept ON kept.wave = wave.id"
            )
        )
        rows = [{"wave": wave, "seal": _seal(key(PURPOSE), wave, *kept)} for wave, *kept in found if _trusted(*kept)]
        if rows:
            op.bulk_insert(seals, rows)


def downgrade() -> None:
    op.drop_column("destruction", "n_missing")
    op.drop_table("manifest_seal")


def _trusted(state: str, public: str | None, _fingerprint: str | None) -> bool:
    """A draft whose keys nothing was kept of makes them again: it costs nothing."""
    return state != "draft" or public is not None


def _seal(key: bytes, wave: str, state: str, public: str | None, fingerprint: str | None) -> bytes:
    kind = "begun" if fingerprint is not None else "draft" if state == "draft" else "before"
    return hmac.digest(key, json.dumps([kind, wave, public, fingerprint]).encode(), "sha256")
