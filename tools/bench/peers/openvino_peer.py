"""OpenVINO: float32 forced, or bfloat16 as it picks on processors that have it."""

import openvino

from harness import serve


def load(options, latents):
    precision = {"float32": "f32", "bfloat16": "bf16"}[options["dtype"]]
    core = openvino.Core()
    compiled = core.compile_model(
        options["onnx"],
        "CPU",
        {
            "INFERENCE_PRECISION_HINT": precision,
            "INFERENCE_NUM_THREADS": options["threads"],
            "NUM_STREAMS": 1,
            "PERFORMANCE_HINT": "LATENCY",
        },
    )
    request = compiled.create_infer_request()

    def decode(latents):
        return request.infer({0: latents})[0].copy()

    return decode, f"{precision}, one stream"


serve(load)
