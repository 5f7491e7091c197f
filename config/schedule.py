"""What beat asks for: the sweeps that find every owed row, whatever became of its message."""

SWEEP_SECONDS = 5.0

# A sweep that waited longer than the next one is due is dropped: after a broker's pause one is enough.
SCHEDULE = {
    name: {"task": name, "schedule": SWEEP_SECONDS, "options": {"expires": SWEEP_SECONDS}}
    for name in ("sources.tasks.read", "claims.tasks.extract")
}
