"""The plainest page: noise one picture, and paint it."""

import js
import numpy as np

side = 32
rows, columns = np.mgrid[:side, :side]
disc = np.where(np.hypot(rows - 15.5, columns - 15.5) < 10, 1.0, -1.0)
noised = np.sqrt(0.5) * disc + np.sqrt(0.5) * np.random.default_rng(0).standard_normal(disc.shape)
grey = np.clip(128 - 64 * noised, 0, 255).astype(np.uint8)
rgba = np.stack([grey, grey, grey, np.full_like(grey, 255)], axis=-1)
image = js.ImageData.new(side, side)
image.data.assign(rgba.reshape(-1))
js.document.getElementById("picture").getContext("2d").putImageData(image, 0, 0)
js.document.documentElement.dataset.app = "ready"
