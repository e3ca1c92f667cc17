# The portal and its worker. Built from a checkout: `docker compose build`.
FROM python:3.12-slim-bookworm AS build
WORKDIR /build
COPY requirements/base.txt requirements/build.txt requirements/
RUN python -m venv /opt/fairway \
 && /opt/fairway/bin/pip install --no-cache-dir --require-hashes -r requirements/base.txt -r requirements/build.txt
COPY pyproject.toml README.md LICENSE ./
COPY tools/messages.py tools/messages.py
COPY src src
RUN /opt/fairway/bin/python tools/messages.py compile \
 && /opt/fairway/bin/pip install --no-cache-dir --no-deps --no-build-isolation .

FROM python:3.12-slim-bookworm
# Pango and fonts draw the PDF; without them everything else works.
RUN apt-get update \
 && apt-get install --yes --no-install-recommends libpango-1.0-0 libpangoft2-1.0-0 fonts-noto-core \
 && rm -rf /var/lib/apt/lists/* \
 && useradd --system --uid 10001 --home-dir /var/lib/fairway --create-home fairway \
 && install --directory --owner fairway --mode 700 /var/lib/fairway-casework-keys
COPY --from=build /opt/fairway /opt/fairway
ENV PATH=/opt/fairway/bin:$PATH \
    PYTHONUNBUFFERED=1 \
    PYTHONDONTWRITEBYTECODE=1 \
    FAIRWAY_HOME=/var/lib/fairway \
    FAIRWAY_STATIC=/tmp/fairway-static \
    FAIRWAY_MODE=production
USER fairway
VOLUME /var/lib/fairway
EXPOSE 8000
HEALTHCHECK --interval=15s --timeout=5s --start-period=40s --retries=4 \
  CMD ["python", "-m", "fairway_portal.site.ask_health"]
CMD ["fairway", "serve", "--host", "0.0.0.0", "--port", "8000"]
