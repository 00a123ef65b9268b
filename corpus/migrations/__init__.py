"""The steps by which the store's schema came to be; Alembic applies those a database lacks."""
