"""TAEF2's decoder in PyTorch, float32: the faster of NCHW and channels_last."""

import sys
from pathlib import Path

from harness import fastest, serve

import torch
from safetensors.torch import load_file

sys.path.insert(0, str(Path(__file__).resolve().parents[2] / "fixtures"))
sys.dont_write_bytecode = True
from taef2_model import make_decoder, model_name  # noqa: E402


def load(options, latents):
    torch.set_num_threads(options["threads"])
    weights = load_file(options["weights"])
    model = make_decoder().eval()
    model.load_state_dict({name: weights[model_name("decoder", name)].float() for name in model.state_dict()})
    batch, channels, height, width = latents.shape
    split = torch.from_numpy(latents).reshape(batch, channels // 4, 2, 2, height, width)
    latents = split.permute(0, 1, 4, 2, 5, 3).reshape(batch, channels // 4, 2 * height, 2 * width)

    def with_layout(memory_format):
        def make():
            model.to(memory_format=memory_format)
            z = latents.contiguous().to(memory_format=memory_format)

            def decode(_):
                with torch.inference_mode():
                    return model(z).clamp(0, 1).numpy()

            return decode

        return make

    layouts = {"nchw": with_layout(torch.contiguous_format), "channels_last": with_layout(torch.channels_last)}
    decode, name = fastest(layouts, latents, options["tries"])
    model.to(memory_format=torch.channels_last if name == "channels_last" else torch.contiguous_format)
    return decode, name


serve(load)
