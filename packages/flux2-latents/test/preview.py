"""Writes preview-{fitted,public}.npy: the linear maps of tools/facts/flux2-facts.json over the sample's latents, in
float64 by PyTorch 2.13.0, from the definition in the facts: normalised latents, unpatchified, then the map."""
import json
import pathlib

import numpy as np
import torch
from safetensors.torch import load_file

here = pathlib.Path(__file__).parent
root = here.parents[2]
facts = json.loads((root / "tools/facts/flux2-facts.json").read_text())["latentRgb"]
packed = load_file(root / "test-fixtures/sample-model/astronaut-256.latents.safetensors")["latents"].double()
z = torch.nn.functional.pixel_shuffle(packed, 2)

public = torch.einsum("bchw,cr->brhw", z, torch.tensor(facts["public"]["factors"], dtype=torch.float64))
public = public + torch.tensor(facts["public"]["bias"], dtype=torch.float64)[:, None, None]

weight = torch.tensor(facts["fitted"]["weight"], dtype=torch.float64).permute(0, 3, 1, 2)
padded = torch.nn.functional.pad(z, (2, 2, 2, 2), mode="replicate")
fitted = torch.nn.functional.conv2d(padded, weight, torch.tensor(facts["fitted"]["bias"], dtype=torch.float64))

for name, colours in ("public", public), ("fitted", fitted):
    np.save(here / f"preview-{name}.npy", (colours / 2 + 0.5).clamp(0, 1).numpy().astype("f4"))
