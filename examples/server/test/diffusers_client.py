"""Calls a server with diffusers' own remote_decode and remote_encode; prints a JSON line for each case.

    python diffusers_client.py URL MODEL_FOLDER LATENTS_FILE
"""

import io
import json
import sys

import numpy as np
import torch
from diffusers import AutoencoderKLFlux2
from diffusers.image_processor import VaeImageProcessor
from diffusers.utils.remote_utils import remote_decode, remote_encode
from PIL import Image
from safetensors.torch import load_file

url, model_folder, latents_file = sys.argv[1:]
vae = AutoencoderKLFlux2.from_pretrained(model_folder, torch_dtype=torch.float32, low_cpu_mem_usage=False).eval()
processor = VaeImageProcessor(vae_scale_factor=16)

# A part of the picture: 96 × 128 pixels.
packed = load_file(latents_file)["latents"].float()[:, :, 4:12, 4:10].contiguous()
mean = vae.bn.running_mean.view(1, -1, 1, 1)
std = torch.sqrt(vae.bn.running_var.view(1, -1, 1, 1) + vae.config.batch_norm_eps)
SIZE = {"height": 128, "width": 96}
DTYPES = {"float32": torch.float32, "float16": torch.float16, "bfloat16": torch.bfloat16}
# Of a sample in [-1,1] after rounding to the type: half a step below 1, and float32's own error.
SAMPLE_ERROR = {"float32": 5e-5, "float16": 6e-4, "bfloat16": 4.1e-3}


def to_raw(x):
    x = x * std + mean
    b, c, h, w = x.shape
    return x.reshape(b, c // 4, 2, 2, h, w).permute(0, 1, 4, 2, 5, 3).reshape(b, c // 4, h * 2, w * 2)


def to_tokens(x):
    return x.flatten(2).transpose(1, 2).contiguous()


FORMS = {"raw": to_raw(packed).contiguous(), "packed": packed, "tokens": to_tokens(packed)}


@torch.no_grad()
def local_sample(latents, form, scale=None, shift=None):
    """What the model itself decodes, clamped to [-1,1]."""
    x = latents.float()
    if form == "tokens":
        x = x.transpose(1, 2).reshape(x.shape[0], 128, 8, 6)
    if form != "raw":
        x = to_raw(x)
    if scale is not None:
        x = x / scale + shift
    return vae.decode(x, return_dict=False)[0].clamp(-1, 1)


def local_bytes(sample):
    pixels = (sample / 2 + 0.5).clamp(0, 1).permute(0, 2, 3, 1).numpy()
    return (pixels * 255).round().astype(np.uint8)


def case(name, check):
    try:
        detail = check()
        print(json.dumps({"name": name, "ok": True, "detail": detail}), flush=True)
    except Exception as error:
        print(json.dumps({"name": name, "ok": False, "detail": f"{type(error).__name__}: {error}"}), flush=True)


def near(got, expected, most):
    assert got.shape == expected.shape, f"{got.shape} beside {expected.shape}"
    error = (got.double() - expected.double()).abs().max().item()
    assert error <= most, f"differs by {error}, more than {most}"
    return error


def same_picture(got, expected):
    """Equal bytes, but where float32's error falls on a rounding edge."""
    got = np.asarray(got)
    assert got.shape == expected.shape, f"{got.shape} beside {expected.shape}"
    difference = np.abs(got.astype(int) - expected.astype(int))
    assert difference.max() <= 1 and (difference > 0).mean() < 1e-3, f"{difference.max()}, {(difference > 0).mean()}"
    return float((difference > 0).mean())


def as_jpeg(picture):
    """As the server writes it: quality 95, full colour."""
    file = io.BytesIO()
    Image.fromarray(picture).save(file, "JPEG", quality=95, subsampling=0)
    return np.asarray(Image.open(file).convert("RGB")).astype(int)


def decode(latents, form, **options):
    if form == "tokens":
        options |= SIZE
    return remote_decode(f"{url}/decode", latents, **options)


def decode_cases(form, dtype):
    latents = FORMS[form].to(DTYPES[dtype])
    scaled = {"do_scaling": False}
    sample = local_sample(latents, form)
    pixels = local_bytes(sample)
    name = f"decode {form} {dtype}"

    def png():
        image = decode(latents, form, output_type="pil", image_format="png", **scaled)
        assert image.format == "png" and image.mode == "RGB"
        return same_picture(image, pixels[0])

    def jpg():
        image = decode(latents, form, output_type="pil", image_format="jpg", **scaled)
        assert image.format == "jpeg"
        difference = np.abs(np.asarray(image).astype(int) - as_jpeg(pixels[0]))
        # Two JPEG writers of the same quality.
        assert difference.mean() < 0.5, f"{difference.mean()}"
        return float(difference.mean())

    def pil_processor():
        (image,) = decode(latents, form, output_type="pil", processor=processor, **scaled)
        return same_picture(image, pixels[0])

    def pil_processor_pt():
        tensor = decode(latents, form, output_type="pil", return_type="pt", processor=processor, **scaled)
        return near(tensor, sample / 2 + 0.5, 2e-5)

    def pt_partial():
        image = decode(latents, form, output_type="pt", partial_postprocess=True, **scaled)
        return same_picture(image, pixels[0])

    def pt_partial_pt():
        tensor = decode(latents, form, output_type="pt", return_type="pt", partial_postprocess=True, **scaled)
        assert tensor.dtype == torch.uint8
        return same_picture(tensor.numpy(), pixels)

    def pt():
        tensor = decode(latents, form, output_type="pt", return_type="pt", **scaled)
        assert tensor.dtype == DTYPES[dtype]
        return near(tensor, sample, SAMPLE_ERROR[dtype])

    def pt_processor():
        image = decode(latents, form, output_type="pt", processor=processor, **scaled)
        expected = local_bytes(sample.to(DTYPES[dtype]).float())
        difference = np.abs(np.asarray(image).astype(int) - expected[0].astype(int))
        # The processor rounds what was rounded to the type.
        assert difference.max() <= (1 if dtype == "float32" else 2), f"{difference.max()}"
        return int(difference.max())

    for check in (png, jpg, pil_processor, pil_processor_pt, pt_partial, pt_partial_pt, pt, pt_processor):
        case(f"{name} {check.__name__}", check)


def scaling_case(form):
    def check():
        tensor = decode(
            FORMS[form], form, output_type="pt", return_type="pt", scaling_factor=0.3611, shift_factor=0.1159
        )
        return near(tensor, local_sample(FORMS[form], form, 0.3611, 0.1159), 1e-4)

    case(f"decode {form} scaling", check)


def batch_case():
    def check():
        latents = torch.cat([packed, packed * 0.5])
        images = decode(latents, "packed", output_type="pt", partial_postprocess=True, do_scaling=False)
        expected = local_bytes(local_sample(latents, "packed"))
        return [same_picture(image, pixels) for image, pixels in zip(images, expected, strict=True)]

    case("decode batch", check)


def default_case():
    def check():
        # do_scaling=True and no factor: the client sends do_scaling alone.
        image = decode(packed, "packed", image_format="png")
        return same_picture(image, local_bytes(local_sample(packed, "packed"))[0])

    case("decode defaults", check)


@torch.no_grad()
def local_encode(image):
    return vae.encode(image).latent_dist.mode()


def encode_cases():
    picture = Image.fromarray(local_bytes(local_sample(packed, "packed"))[0])
    image = torch.from_numpy(np.asarray(picture).copy()).permute(2, 0, 1)[None].float() / 255 * 2 - 1
    expected = local_encode(image)

    def pil():
        latents = remote_encode(f"{url}/encode", picture)
        assert latents.dtype == torch.float32
        return near(latents, expected, 2e-5)

    def pil_scaling():
        latents = remote_encode(f"{url}/encode", picture, scaling_factor=0.3611, shift_factor=0.1159)
        return near(latents, (expected - 0.1159) * 0.3611, 2e-5)

    def pil_grey():
        grey = picture.convert("L")
        wide = torch.from_numpy(np.asarray(grey.convert("RGB")).copy()).permute(2, 0, 1)[None].float() / 255 * 2 - 1
        return near(remote_encode(f"{url}/encode", grey), local_encode(wide), 2e-5)

    for check in (pil, pil_scaling, pil_grey):
        case(f"encode {check.__name__}", check)
    for dtype, torch_dtype in DTYPES.items():

        def tensor(torch_dtype=torch_dtype):
            sent = image.to(torch_dtype).contiguous()
            latents = remote_encode(f"{url}/encode", sent)
            assert latents.dtype == torch_dtype
            wanted = local_encode(sent.float())
            # A step of the type at the largest value.
            step = {"float32": 0, "float16": 2**-11, "bfloat16": 2**-8}[dtype] * wanted.abs().max().item()
            return near(latents, wanted, 2e-5 + step)

        case(f"encode tensor {dtype}", tensor)


def refused(name, word, call):
    def check():
        try:
            call()
        except RuntimeError as error:
            assert word in str(error), str(error)
            return str(error)
        raise AssertionError("nothing was raised")

    case(f"refused {name}", check)


for each in FORMS:
    for type_name in DTYPES:
        decode_cases(each, type_name)
    scaling_case(each)
batch_case()
default_case()
encode_cases()
refused("mp4", "output_type", lambda: decode(packed, "packed", output_type="mp4", return_type="mp4"))
refused("float64", "dtype", lambda: decode(packed.double(), "packed"))
refused("channels", "128", lambda: decode(packed[:, :64].contiguous(), "packed"))
refused("batch as a picture", "output_type=pt", lambda: decode(torch.cat([packed, packed]), "packed"))
refused("sides", "13", lambda: remote_encode(f"{url}/encode", Image.new("RGB", (13, 16))))
