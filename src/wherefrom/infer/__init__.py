"""Inference: the trained models that ship with the package, and a language model elsewhere if a case names one.

Nothing else touches onnxruntime.
"""

from wherefrom.infer.endpoint import Endpoint, EndpointError
from wherefrom.infer.model import Model, check_model, load_model, load_settings, open_network
from wherefrom.infer.sentence_vectors import SentenceModel, Vector, load_sentences

__all__ = [
    "Endpoint",
    "EndpointError",
    "Model",
    "SentenceModel",
    "Vector",
    "check_model",
    "load_model",
    "load_sentences",
    "load_settings",
    "open_network",
]
