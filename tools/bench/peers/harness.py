"""What every Python peer shares: a decoder process driven by lines of JSON on stdin.

`serve(load)` calls `load(options)` for a function latents -> sample (both NCHW float32 NumPy arrays), warms it up and
answers `ready`. `run` answers the seconds of one decode, `output` writes the sample as .npy, `quit` answers the
process's peak memory. Whatever libraries print goes to stderr.
"""

import json
import os
import sys
import time

import numpy as np

# Libraries print where they are loaded: import this module before them.
answers = os.fdopen(os.dup(1), "w", buffering=1)
os.dup2(2, 1)


def peak_bytes():
    with open("/proc/self/status") as status:
        for line in status:
            if line.startswith("VmHWM:"):
                return int(line.split()[1]) * 1024
    return 0


def serve(load):
    options = json.loads(sys.argv[1])
    latents = np.load(options["latents"])

    def answer(**values):
        answers.write(json.dumps(values) + "\n")

    decode, setting = load(options, latents)
    for _ in range(options["warmups"]):
        decode(latents)
    answer(ready=True, setting=setting)
    sample = None
    for line in sys.stdin:
        request = json.loads(line)
        if request["do"] == "run":
            start = time.perf_counter()
            sample = decode(latents)
            answer(seconds=time.perf_counter() - start)
        elif request["do"] == "output":
            np.save(request["path"], np.asarray(sample, dtype=np.float32))
            answer(written=True)
        elif request["do"] == "quit":
            answer(peakBytes=peak_bytes())
            return


def fastest(candidates, latents, runs):
    """The fastest of several settings, by the best of `runs` decodes each after one to warm up: (decode, name)."""
    best = None
    for name, make in candidates.items():
        decode = make()
        decode(latents)
        seconds = []
        for _ in range(runs):
            start = time.perf_counter()
            decode(latents)
            seconds.append(time.perf_counter() - start)
        if best is None or min(seconds) < best[0]:
            best = (min(seconds), decode, name)
    return best[1], best[2]
