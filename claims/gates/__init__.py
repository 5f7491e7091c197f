"""What nobody can do to what is stored about claims: one SQL file a gate, loaded by the migration that names it."""
