"""PyTorch, float32 or bfloat16: the faster of NCHW and channels_last."""

import numpy as np
import torch

from harness import fastest, serve
from model import decoder


def load(options, latents):
    torch.set_num_threads(options["threads"])
    dtype = {"float32": torch.float32, "bfloat16": torch.bfloat16}[options["dtype"]]
    model = decoder(options["model"]).to(dtype)

    def with_layout(memory_format):
        def make():
            model.to(memory_format=memory_format)

            def decode(latents):
                with torch.inference_mode():
                    z = torch.from_numpy(latents).to(dtype).to(memory_format=memory_format)
                    return model(z).float().numpy()

            return decode

        return make

    layouts = {"channels_last": with_layout(torch.channels_last)}
    if options["tries"] > 0:
        layouts = {"nchw": with_layout(torch.contiguous_format), **layouts}
    decode, name = fastest(layouts, latents, max(1, options["tries"]))
    model.to(memory_format=torch.channels_last if name == "channels_last" else torch.contiguous_format)
    return decode, name


serve(load)
