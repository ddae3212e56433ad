"""the role of those who read children's requests to be contacted"""

from __future__ import annotations

from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

BEFORE = "role IN ('viewer', 'worker', 'analyst', 'custodian', 'admin')"
ROLES = "role IN ('viewer', 'worker', 'analyst', 'custodian', 'admin', 'safeguarding')"


def upgrade() -> None:
    with op.batch_alter_table("grant") as grant:
        grant.drop_constraint(op.f("ck_grant_role_is_known"), type_="check")
        grant.create_check_constraint(op.f("ck_grant_role_is_known"), ROLES)


def downgrade() -> None:
    op.execute("DELETE FROM \"grant\" WHERE role = 'safeguarding'")
    with op.batch_alter_table("grant") as grant:
        grant.drop_constraint(op.f("ck_grant_role_is_known"), type_="check")
        grant.create_check_constraint(op.f("ck_grant_role_is_known"), BEFORE)
