# L’outil et ses données, pour qui n’a pas Python. Mode d’emploi : docs/guides/integration-continue.md.
FROM python:3.13-slim AS build
WORKDIR /source
COPY pyproject.toml README.md LICENSE ./
COPY src src
COPY data data
RUN python -m venv /alignment && /alignment/bin/pip install --quiet --no-cache-dir ".[all]"

FROM python:3.13-slim
# git pour --base et diff.
RUN apt-get update -qq \
 && apt-get install -y -qq --no-install-recommends git \
 && rm -rf /var/lib/apt/lists/* \
 && git config --system --add safe.directory "*" \
 && useradd --create-home --uid 1000 alignment
COPY --from=build /alignment /alignment
ENV PATH=/alignment/bin:$PATH \
    LANG=C.UTF-8 \
    PYTHONDONTWRITEBYTECODE=1
USER alignment
WORKDIR /travail
ENTRYPOINT ["alignment"]
CMD ["--help"]
