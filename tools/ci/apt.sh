#!/usr/bin/env bash
# Debian packages that some tests want. Run as root; everywhere else those tests skip and say so.
set -euo pipefail
packages=(redis-server chromium emscripten node-acorn clang-tidy
  qemu-user libc6-arm64-cross libstdc++6-arm64-cross)
missing=()
for package in "${packages[@]}"; do
  dpkg -s "$package" >/dev/null 2>&1 || missing+=("$package")
done
if [ "${#missing[@]}" -gt 0 ]; then
  apt-get update -qq
  DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "${missing[@]}"
fi
