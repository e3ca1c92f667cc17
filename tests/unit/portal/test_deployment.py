"""The production files agree with the portal: services that can be asked for their health, settings that exist."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest

from fairway_portal.site.settings_reference import SETTINGS

NAMES = {one.name for one in SETTINGS}


@pytest.fixture
def compose(root: Path) -> dict[str, Any]:
    yaml = pytest.importorskip("yaml")
    return dict(yaml.safe_load((root / "compose.yaml").read_text("utf-8")))


def test_every_service_can_be_asked_for_its_health(compose: dict[str, Any], root: Path) -> None:
    assert set(compose["services"]) == {"database", "casework-database", "web", "worker"}
    docker = (root / "Dockerfile").read_text("utf-8")
    assert "HEALTHCHECK" in docker
    for name, service in compose["services"].items():
        assert "healthcheck" in service or name == "web"
        assert service["restart"] == "unless-stopped"


def test_secrets_have_no_default_and_settings_exist(compose: dict[str, Any], root: Path) -> None:
    text = (root / "compose.yaml").read_text("utf-8")
    for secret in ("SECRET_KEY", "POSTGRES_PASSWORD", "CASEWORK_POSTGRES_PASSWORD", "FAIRWAY_HOSTS"):
        assert all(found.startswith(":?") for found in re.findall(rf"\$\{{{secret}([^}}]*)\}}", text))
    assert set(compose["services"]["web"]["environment"]) <= NAMES
    example = (root / "compose.env.example").read_text("utf-8")
    passwords = {"POSTGRES_PASSWORD", "CASEWORK_POSTGRES_PASSWORD"}
    assert set(re.findall(r"^(\w+)=", example, re.MULTILINE)) - passwords <= NAMES
    assert re.search(r"^SECRET_KEY=$", example, re.MULTILINE)


def test_the_image_runs_without_privileges(root: Path, compose: dict[str, Any]) -> None:
    docker = (root / "Dockerfile").read_text("utf-8")
    assert re.search(r"^USER fairway$", docker, re.MULTILINE)
    assert "--require-hashes" in docker
    assert set(re.findall(r"(FAIRWAY_\w+)=", docker)) <= NAMES
    assert compose["services"]["web"]["read_only"] is True
    assert compose["services"]["web"]["cap_drop"] == ["ALL"]
