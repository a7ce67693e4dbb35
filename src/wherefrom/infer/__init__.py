"""Inference: the trained models that ship with the package; nothing else touches onnxruntime."""

from wherefrom.infer.model import Model, load_model

__all__ = ["Model", "load_model"]
