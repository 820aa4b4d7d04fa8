# Two stages: the wheel and its locked dependencies are made in one, the other runs without tools.
ARG PYTHON=3.13
FROM python:${PYTHON}-slim AS build
WORKDIR /src
COPY requirements.lock ./
RUN python -m venv /opt/nphd \
 && /opt/nphd/bin/pip install --no-cache-dir --disable-pip-version-check --no-deps --require-hashes -r requirements.lock
COPY pyproject.toml README.md ./
COPY nphd_tracker nphd_tracker
COPY templates templates
COPY imports imports
RUN pip wheel --no-cache-dir --no-deps --wheel-dir /tmp/dist . \
 && /opt/nphd/bin/pip install --no-cache-dir --no-deps /tmp/dist/*.whl

FROM python:${PYTHON}-slim
RUN groupadd --system --gid 10001 nphd && useradd --system --uid 10001 --gid nphd --home-dir /data nphd \
 && install -d -o nphd -g nphd -m 0700 /data
COPY --from=build /opt/nphd /opt/nphd
ENV PATH=/opt/nphd/bin:$PATH NPHD_INSTANCE_PATH=/data PYTHONDONTWRITEBYTECODE=1 PYTHONUNBUFFERED=1
USER nphd
WORKDIR /data
VOLUME /data
EXPOSE 8000
STOPSIGNAL SIGTERM
HEALTHCHECK --interval=30s --timeout=5s --start-period=20s CMD \
  ["python", "-c", "import urllib.request; urllib.request.urlopen('http://127.0.0.1:8000/readyz', timeout=4)"]
CMD ["nphd", "serve", "--host", "0.0.0.0", "--port", "8000"]
