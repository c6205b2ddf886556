# Tasks of the house. The first time there is no `just` yet: the two lines of README.md make .venv, which holds it.

set shell := ["bash", "-euo", "pipefail", "-c"]

bin := ".venv/bin"
compile := bin / "uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --only-binary :all: --emit-build-options --no-emit-index-url --custom-compile-command 'just requirements'"

# List the tasks
default:
    @{{ bin }}/just --list --unsorted

# Make or renew .venv with everything for development
setup:
    test -x {{ bin }}/python || python3 -m venv .venv
    {{ bin }}/pip install -q --require-hashes -r requirements-dev.txt
    {{ bin }}/pip install -q --no-deps --no-build-isolation -e .

# Run the tools before every commit
hooks:
    {{ bin }}/pre-commit install

# Run the main job on the bundled example
demo *options:
    {{ bin }}/zeren demo {{ options }}

# Run the tests, those on a real Neo4j too (`just test --thorough` for the long counts)
test *options:
    {{ bin }}/python -m pytest -n 2 {{ options }}

# Judge style
lint:
    {{ bin }}/ruff check
    {{ bin }}/ruff format --check

# Put style right
format:
    {{ bin }}/ruff check --fix
    {{ bin }}/ruff format

# Judge types
types:
    {{ bin }}/mypy

# Judge which room imports which
layers:
    {{ bin }}/lint-imports --no-logo

# Everything a commit must pass
check: lint types layers test

# Start a real Neo4j at this desk (`just neo4j --port 7687`)
neo4j *options:
    {{ bin }}/python tests/neo4j_server.py {{ options }}

# Renew the pins from pyproject.toml (`just requirements --upgrade` takes newer releases)
requirements *options:
    {{ bin }}/pip install -q 'uv>=0.13'
    {{ compile }} {{ options }} --group build -o requirements.txt pyproject.toml
    {{ compile }} {{ options }} --group dev -c requirements.txt -o requirements-dev.txt pyproject.toml

# What CI runs, from the README's lines to the wheel
ci *options:
    .ci/run {{ options }}
