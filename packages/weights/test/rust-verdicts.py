"""Compares the verdicts in safetensors-cases.ts with those of the Rust crate (safetensors 0.8.0 from PyPI).

X_WEIGHTS_CASES=DIR npx vitest run --project weights safetensors-table && python rust-verdicts.py DIR
"""
import json
import pathlib
import sys

from safetensors import deserialize

folder = pathlib.Path(sys.argv[1])
wrong = 0
cases = json.loads((folder / "cases.json").read_text())
for i, case in enumerate(cases):
    try:
        deserialize((folder / f"{i}.safetensors").read_bytes())
        accepts, why = True, ""
    except Exception as error:
        accepts, why = False, str(error)
    if accepts != case["rust"]:
        wrong += 1
        print(f"{case['name']}: the crate {'accepts' if accepts else 'rejects'} it {why}")
print(f"{len(cases)} cases, {wrong} of them noted wrongly")
sys.exit(wrong > 0)
