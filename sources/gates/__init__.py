"""What nobody can do to what is stored about articles: one SQL file a gate, loaded by the migration that names it."""
