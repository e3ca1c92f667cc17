"""Makes `age.js`, the age format for handlers' browsers: `python tools/age_bundle.py [--check]`.

One module of the package `age-encryption` and what it needs, without its post-quantum and hardware-key parts, which
Fairway does not use. Each package is fetched by its name with `npm pack`; nothing of it runs before its digest has been
compared with the one below. The same packages give the same bytes, so that `--check` can compare.
"""

from __future__ import annotations

import argparse
import base64
import hashlib
import platform
import shutil
import subprocess
import sys
import tarfile
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import Final

TARGET: Final = Path(__file__).parents[1] / "src/fairway_portal/casework/keys/static/casework/age.js"
SECONDS: Final = 120


@dataclass(frozen=True, slots=True)
class Package:
    """A package of the npm registry, with the SHA-512 of its archive as the registry writes it."""

    name: str
    version: str
    licence: str
    integrity: str


BUNDLED: Final = (
    Package(
        "age-encryption", "0.3.1", "BSD-3-Clause",
        "bYgd7lxM7tEANmb9bXf7xTFB3Qpq+JGKinVSdFh5MV+t2fJJZSTdKhWkvXTFJQGysZd+K9Dt3F+n+4DKazXlnQ==",
    ),
    Package(
        "@noble/ciphers", "2.4.0", "MIT",
        "AnjFn0Jv92laAkvMrghlFZq4qQCIN/4DxFV/eooqtC2YTjB7kBeLMS2T9KJX4Dn+ZVXLOwK0lSgqDtx9gvxtiw==",
    ),
    Package(
        "@noble/curves", "2.4.0", "MIT",
        "P4/62zrgfH33CneE3Dn4WhJVA22YUU0eR51wKIan4NVRvwsA0YnPTwWGpNbpuacSujmSFLvyzpyuR30+fbq2Ew==",
    ),
    Package(
        "@noble/hashes", "2.4.0", "MIT",
        "X5XaVWZIBCT7HHZGm5I7ZQXDwLG+bGXuSrMQAW+7Zvl87h1kmc1ZB1VSRJcpUfoUrGQp4Fkoxm5kZ+Ms+aW+eA==",
    ),
    Package(
        "@scure/base", "2.4.0", "MIT",
        "thZ1TuJwFwBblOhgsjDKvvGirBxNp+wSvY/DR6tJBJOTDhdAAcHJ8Vbr2eFnqaxeca4+t0i9KBf+uHYGWwZORg==",
    ),
)  # fmt: skip
ESBUILD: Final = {
    "linux-x64": Package(
        "@esbuild/linux-x64", "0.28.2", "MIT",
        "4xTZr1FUmSoQW4XIWmit3tzQrUTZM+N3P0XV8xROKYF50XfI7xeO90+1bZvNwxIufQ9hDQVRJH5YhgPVF8A/HQ==",
    ),
    "linux-arm64": Package(
        "@esbuild/linux-arm64", "0.28.2", "MIT",
        "pW4AC0P3it8c7do9MVM4p51FzHzdM/TZrerurgRcHJ2WTa1VQ1CIq18xncfpBJw4ojkiZZrKW2yIBWBP92j6Ug==",
    ),
    "darwin-arm64": Package(
        "@esbuild/darwin-arm64", "0.28.2", "MIT",
        "n4KqkOQrraxHJcgjM1RvwbigfQKIKJVpM7xp+KsxiyUSrRdIXnt73VhrPAx0fV44hgfmIVKjxMN9J1t5jySVkw==",
    ),
}  # fmt: skip
ENTRY: Final = """import { Decrypter, Encrypter, armor, identityToRecipient } from "age-encryption"
globalThis.fairwayAge = Object.freeze({ Decrypter, Encrypter, armor, identityToRecipient })
export { Decrypter, Encrypter, armor, identityToRecipient }
"""
ABSENT: Final = {
    "@noble/post-quantum/hybrid.js": "export const MLKEM768P256 = undefined, MLKEM768X25519 = undefined\n",
    "@noble/curves/nist.js": "export const p256 = undefined\n",
}
"""Modules that age-encryption imports for kinds of keys which Fairway refuses."""


def main() -> int:
    """Writes the file, or with `--check` compares it with a fresh one."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--check", action="store_true", help="compare instead of writing")
    asked = parser.parse_args()
    if shutil.which("npm") is None:
        print("npm is missing: age.js can be neither made nor checked here.", file=sys.stderr)
        return 0 if asked.check else 1
    with tempfile.TemporaryDirectory() as folder:
        made = bundle(Path(folder))
    if not asked.check:
        TARGET.write_bytes(made)
        print(f"{TARGET.name}: {len(made)} bytes")
        return 0
    if TARGET.read_bytes() != made:
        print(f"{TARGET.name} is not what the pinned packages give. Run: python tools/age_bundle.py", file=sys.stderr)
        return 1
    return 0


def bundle(folder: Path) -> bytes:
    """The module's bytes: its licences, then esbuild's output."""
    builder = ESBUILD[_machine()]
    for package in (*BUNDLED, builder):
        _fetch(package, folder)
    (folder / "entry.js").write_text(ENTRY, encoding="utf-8")
    aliases = []
    for at, (name, source) in enumerate(ABSENT.items()):
        (folder / f"absent{at}.js").write_text(source, encoding="utf-8")
        aliases.append(f"--alias:{name}=./absent{at}.js")
    program = folder / "node_modules" / builder.name / "bin" / "esbuild"
    options = ["--bundle", "--minify", "--format=esm", "--target=es2022", "--charset=utf8", "--legal-comments=none"]
    command = [str(program), "entry.js", *options, *aliases]
    done = subprocess.run(command, cwd=folder, capture_output=True, check=True, timeout=SECONDS)
    return _header(folder) + done.stdout


def _machine() -> str:
    machine = {"x86_64": "x64", "amd64": "x64", "aarch64": "arm64"}.get(platform.machine().lower(), platform.machine())
    return f"{platform.system().lower()}-{machine}"


def _fetch(package: Package, folder: Path) -> None:
    """Downloads one package and unpacks it where esbuild looks, once its digest is the pinned one."""
    wanted = f"{package.name}@{package.version}"
    done = subprocess.run(
        ["npm", "pack", wanted, "--silent", "--ignore-scripts"], cwd=folder, capture_output=True, check=True,
        timeout=SECONDS,
    )  # fmt: skip
    archive = folder / done.stdout.decode().split()[-1]
    found = base64.b64encode(hashlib.sha512(archive.read_bytes()).digest()).decode()
    if found != package.integrity:
        raise SystemExit(f"{wanted} is not the package that was reviewed: its digest is sha512-{found}.")
    with tarfile.open(archive) as opened:
        opened.extractall(folder, filter="data")
    target = folder / "node_modules" / package.name
    target.parent.mkdir(parents=True, exist_ok=True)
    (folder / "package").rename(target)


def _header(folder: Path) -> bytes:
    """Names, versions and licences, in full: both licences ask for it."""
    lines = ["Third-party code, made by tools/age_bundle.py; do not edit.", ""]
    lines += [f"{one.name} {one.version} ({one.licence})" for one in BUNDLED]
    for one in BUNDLED:
        text = (folder / "node_modules" / one.name / "LICENSE").read_text(encoding="utf-8").strip()
        lines += ["", f"--- {one.name} ---", "", *text.splitlines()]
    return ("/*!\n" + "\n".join(line.rstrip() for line in lines) + "\n*/\n").encode()


if __name__ == "__main__":
    sys.exit(main())
