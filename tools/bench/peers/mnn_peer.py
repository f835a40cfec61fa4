"""MNN with precision "high": its float32. One static model a size."""

# isort: off
from harness import serve

import MNN.expr as expr
import MNN.nn as nn
import numpy as np


def load(options, latents):
    config = {
        "backend": "CPU",
        "numThread": options["threads"],
        "precision": "high",
        "memory": "normal",
        "power": "high",
    }
    runtime = nn.create_runtime_manager((config,))
    net = nn.load_module_from_file(options["mnn"], ["latents"], ["sample"], runtime_manager=runtime)

    def decode(latents):
        z = expr.placeholder(list(latents.shape), expr.NCHW)
        z.write(latents)
        out = expr.convert(net.forward(expr.convert(z, expr.NC4HW4)), expr.NCHW)
        return np.array(out.read(), copy=True).reshape(latents.shape[0], 3, latents.shape[2] * 8, latents.shape[3] * 8)

    return decode, "precision high"


serve(load)
