"""ncnn, float32 or bfloat16 storage, from pnnx's output."""

import ncnn
import numpy as np

from harness import serve


def load(options, latents):
    net = ncnn.Net()
    net.opt.num_threads = options["threads"]
    net.opt.lightmode = True
    net.opt.use_vulkan_compute = False
    net.opt.use_fp16_packed = False
    net.opt.use_fp16_storage = False
    net.opt.use_fp16_arithmetic = False
    net.opt.use_bf16_storage = options["dtype"] == "bfloat16"
    net.opt.use_packing_layout = True
    net.opt.use_winograd_convolution = True
    net.opt.use_sgemm_convolution = True
    net.load_param(options["ncnn"] + ".ncnn.param")
    net.load_model(options["ncnn"] + ".ncnn.bin")

    def decode(latents):
        pictures = []
        for one in latents:
            extractor = net.create_extractor()
            extractor.input("in0", ncnn.Mat(np.ascontiguousarray(one)))
            _, out = extractor.extract("out0")
            pictures.append(np.array(out))
        return np.stack(pictures)

    return decode, "bf16 storage" if net.opt.use_bf16_storage else "float32"


serve(load)
