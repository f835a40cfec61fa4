"""ONNX Runtime, float32."""

import onnxruntime

from harness import serve


def load(options, latents):
    settings = onnxruntime.SessionOptions()
    settings.intra_op_num_threads = options["threads"]
    settings.inter_op_num_threads = 1
    settings.graph_optimization_level = onnxruntime.GraphOptimizationLevel.ORT_ENABLE_ALL
    session = onnxruntime.InferenceSession(options["onnx"], settings, providers=["CPUExecutionProvider"])
    return lambda latents: session.run(None, {"latents": latents})[0], "all optimisations"


serve(load)
