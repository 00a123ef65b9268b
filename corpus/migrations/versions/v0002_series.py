"""Series: the documents of an archive, the facts they state, and what they state differently."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    op.create_table(
        "papers",
        sa.Column("job", sa.String(200), sa.ForeignKey("jobs.id", ondelete="CASCADE"), primary_key=True),
        sa.Column("document", sa.Integer, primary_key=True),
        sa.Column("lang", sa.String(2), nullable=False),
        sa.Column("title", sa.Text, nullable=False),
        sa.Column("version", sa.String(64), nullable=False),
    )
    op.create_table(
        "facts",
        sa.Column("job", sa.String(200), sa.ForeignKey("jobs.id", ondelete="CASCADE"), primary_key=True),
        sa.Column("document", sa.Integer, primary_key=True),
        sa.Column("n", sa.Integer, primary_key=True),
        sa.Column("figure", sa.Integer, nullable=False),
        sa.Column("key", sa.String(24), nullable=False, index=True),
        sa.Column("period", sa.String(40), nullable=False),
        sa.Column("kind", sa.String(10), nullable=False),
        sa.Column("value", sa.String(80), nullable=False),
        sa.Column("step", sa.String(40), nullable=False),
        sa.Column("hedge", sa.String(12), nullable=False),
        sa.Column("place_table", sa.String(80), nullable=False),
        sa.Column("words", sa.Integer, nullable=False),
        sa.Column("place", sa.Text, nullable=False),
    )
    op.create_table(
        "series",
        sa.Column("n", sa.Integer, primary_key=True),
        sa.Column("finding", sa.String(64), nullable=False, index=True),
        sa.Column("severity", sa.String(10), nullable=False),
        sa.Column("confidence", sa.Float, nullable=False),
        sa.Column("period", sa.String(40), nullable=False),
        sa.Column("message_en", sa.Text, nullable=False),
        sa.Column("message_zh", sa.Text, nullable=False),
        sa.Column("places", sa.Text, nullable=False),
    )


def downgrade() -> None:
    for table in ("series", "facts", "papers"):
        op.drop_table(table)
