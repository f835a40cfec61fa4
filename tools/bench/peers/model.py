"""The decoder alone, as every peer gets it: raw latents [B,32,H,W] -> sample [B,3,8H,8W] in [-1,1]."""

import torch
from diffusers import AutoencoderKLFlux2


class Decoder(torch.nn.Module):
    def __init__(self, vae):
        super().__init__()
        self.post_quant_conv = vae.post_quant_conv
        self.decoder = vae.decoder

    def forward(self, latents):
        return self.decoder(self.post_quant_conv(latents))


def decoder(folder, dtype=torch.float32):
    vae = AutoencoderKLFlux2.from_pretrained(folder, torch_dtype=dtype)
    model = Decoder(vae).eval()
    for parameter in model.parameters():
        parameter.requires_grad_(False)
    return model
