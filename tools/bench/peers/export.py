"""Makes what the peers read: the model folder, the latents, the float64 truth, ONNX, MNN and ncnn files.

usage: export.py FOLDER KIND PIXELS BATCH WHAT...   (WHAT: model latents truth onnx mnn ncnn)
Each file is made once: a second call finds it there.
"""

import os
import subprocess
import sys

import numpy as np
import torch
from diffusers import AutoencoderKLFlux2

from model import decoder

sys.path.insert(0, os.path.join(os.path.dirname(__file__), "../../fixtures"))
from seeded_weights import seeded_tensor  # noqa: E402

# The seed of the full-width fixtures.
BASE_SEED = 0


def save_full_model(folder, kind):
    """The full model with seeded weights, as a diffusers folder."""
    vae = AutoencoderKLFlux2()
    state = {
        name: torch.from_numpy(seeded_tensor(name, tuple(value.shape), kind, BASE_SEED))
        for name, value in vae.state_dict().items()
        if value.is_floating_point()
    }
    vae.load_state_dict(state, strict=False)
    vae.save_pretrained(folder)


def once(path, make):
    if os.path.exists(path):
        return path
    base, ending = os.path.splitext(path)
    beside = f"{base}.partial{ending}"
    make(beside)
    os.rename(beside, path)
    return path


def main():
    folder, kind, pixels, batch = sys.argv[1], sys.argv[2], int(sys.argv[3]), int(sys.argv[4])
    wanted = set(sys.argv[5:])
    side = pixels // 8
    name = os.path.join(folder, f"{kind}-{batch}x{pixels}")
    model_folder = os.path.join(folder, f"{kind}-model")
    if "model" in wanted:
        once(model_folder, lambda path: save_full_model(path, kind))
    z = torch.from_numpy(
        np.random.Generator(np.random.Philox(7)).standard_normal((batch, 32, side, side)).astype(np.float32)
    )
    if "latents" in wanted:
        once(name + ".latents.npy", lambda path: np.save(path, z.numpy()))
    if "truth" in wanted:

        def truth(path):
            with torch.inference_mode():
                sample = decoder(model_folder).double()(z.double())
            np.save(path, sample.numpy())

        once(name + ".truth.npy", truth)
    if "onnx" in wanted or "mnn" in wanted:

        def onnx(path):
            torch.onnx.export(
                decoder(model_folder), (z,), path, opset_version=18, dynamo=False,
                input_names=["latents"], output_names=["sample"],
            )

        once(name + ".onnx", onnx)
    if "mnn" in wanted:

        def mnn(path):
            # The module, not the script: the script installs packages by itself.
            import _tools

            _tools.mnnconvert(["mnnconvert", "-f", "ONNX", "--modelFile", name + ".onnx", "--MNNModel", path,
                               "--bizCode", "x"])

        once(name + ".mnn", mnn)
    if "ncnn" in wanted:
        base = os.path.join(folder, f"{kind}_ncnn")

        def ncnn(_):
            with torch.inference_mode():
                torch.jit.trace(decoder(model_folder), torch.zeros(1, 32, 32, 32)).save(base + ".pt")
            subprocess.run(
                [os.path.join(os.path.dirname(sys.executable), "pnnx"), base + ".pt", "inputshape=[1,32,32,32]",
                 "inputshape2=[1,32,64,64]", "fp16=0"],
                check=True, cwd=folder, stdout=sys.stderr,
            )
            open(base + ".partial.made", "w").close()

        once(base + ".made", ncnn)


main()
