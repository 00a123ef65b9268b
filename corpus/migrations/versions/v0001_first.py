"""The first schema: runs, jobs, findings, coverage, verdicts."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None


def upgrade() -> None:
    op.create_table(
        "runs",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("started", sa.DateTime(timezone=True), nullable=False),
        sa.Column("ended", sa.DateTime(timezone=True)),
        sa.Column("rules", sa.String(64), nullable=False),
        sa.Column("engine", sa.String(200), nullable=False),
        sa.Column("workers", sa.Integer, nullable=False),
    )
    op.create_table(
        "jobs",
        sa.Column("id", sa.String(200), primary_key=True),
        sa.Column("zh", sa.Text, nullable=False),
        sa.Column("en", sa.Text, nullable=False),
        sa.Column("zh_sha256", sa.String(64)),
        sa.Column("en_sha256", sa.String(64)),
        sa.Column("rules", sa.String(64)),
        sa.Column("status", sa.String(20), nullable=False),
        sa.Column("reason", sa.Text),
        sa.Column("reason_zh", sa.Text),
        sa.Column("symbol", sa.String(200)),
        sa.Column("seconds", sa.Float),
        sa.Column("pages", sa.Integer),
        sa.Column("pairs", sa.Integer),
        sa.Column("run", sa.Integer, sa.ForeignKey("runs.id")),
        sa.Column("ended", sa.DateTime(timezone=True)),
    )
    op.create_table(
        "findings",
        sa.Column("job", sa.String(200), sa.ForeignKey("jobs.id", ondelete="CASCADE"), primary_key=True),
        sa.Column("n", sa.Integer, primary_key=True),
        sa.Column("finding", sa.String(64), nullable=False, index=True),
        sa.Column("rule", sa.String(8), nullable=False, index=True),
        sa.Column("name", sa.String(80), nullable=False),
        sa.Column("severity", sa.String(10), nullable=False),
        sa.Column("confidence", sa.Float, nullable=False),
        sa.Column("message_en", sa.Text, nullable=False),
        sa.Column("message_zh", sa.Text, nullable=False),
        sa.Column("places", sa.Text, nullable=False),
    )
    op.create_table(
        "coverage",
        sa.Column("job", sa.String(200), sa.ForeignKey("jobs.id", ondelete="CASCADE"), primary_key=True),
        sa.Column("document", sa.Integer, primary_key=True),
        sa.Column("total", sa.Integer, nullable=False),
        sa.Column("agreed", sa.Integer, nullable=False),
        sa.Column("flagged", sa.Integer, nullable=False),
        sa.Column("unpaired", sa.Integer, nullable=False),
        sa.Column("not_compared", sa.Text, nullable=False),
    )
    op.create_table(
        "verdicts",
        sa.Column("finding", sa.String(64), primary_key=True),
        sa.Column("who", sa.String(200), primary_key=True),
        sa.Column("verdict", sa.String(20), nullable=False),
        sa.Column("comment", sa.Text),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
    )


def downgrade() -> None:
    for table in ("verdicts", "coverage", "findings", "jobs", "runs"):
        op.drop_table(table)
