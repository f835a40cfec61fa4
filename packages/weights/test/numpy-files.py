"""Writes numpy-files.json: small .npy files as NumPy (2.x) saves them, with their bytes in C order, little-endian."""
import base64
import io
import json
import pathlib

import numpy as np

names = {"b1": "BOOL", "u1": "U8", "i1": "I8", "u2": "U16", "i2": "I16", "u4": "U32", "i4": "I32",
         "u8": "U64", "i8": "I64", "f2": "F16", "f4": "F32", "f8": "F64"}  # fmt: skip
rng = np.random.default_rng(0)
cases = []


def add(name, array, version=None):
    file = io.BytesIO()
    np.lib.format.write_array(file, array, version=version, allow_pickle=False)
    little = np.ascontiguousarray(array.astype(array.dtype.newbyteorder("<")))
    cases.append(
        {
            "name": name,
            "file": base64.b64encode(file.getvalue()).decode(),
            "dtype": names[array.dtype.str[1:]],
            "shape": list(array.shape),
            "data": base64.b64encode(little.tobytes()).decode(),
        }
    )


for code in names:
    values = rng.integers(0, 2 if code == "b1" else 100, (2, 3)).astype(code)
    for order in "<>" if code[1] != "1" else "<":
        for fortran in (False, True):
            array = np.array(values, dtype=order + code, order="F" if fortran else "C")
            add(f"{order}{code}{' in Fortran order' if fortran else ''}", array)
floats = rng.standard_normal((2, 3, 4, 5)).astype("f4")
add("four sides in Fortran order", np.asfortranarray(floats))
add("four sides, big-endian, in Fortran order", np.asfortranarray(floats.astype(">f4")))
add("no sides", np.array(1.5, "f4"))
add("no elements", np.zeros((3, 0, 2), "f4", order="F"))
add("one side", np.arange(5, dtype="f8"))
add("version 2", floats, (2, 0))
add("version 3", floats, (3, 0))
add("NaN and infinities", np.array([np.nan, np.inf, -np.inf, -0.0], "f2"))
path = pathlib.Path(__file__).with_name("numpy-files.json")
path.write_text("[\n" + ",\n".join(json.dumps(case) for case in cases) + "\n]\n")
