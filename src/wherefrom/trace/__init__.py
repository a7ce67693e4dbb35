"""Trace: what a claim rests on, and on how many independent origins."""

from wherefrom.trace.independence import Independence, measure_independence
from wherefrom.trace.tracing import trace_claim, trace_claims

__all__ = ["Independence", "measure_independence", "trace_claim", "trace_claims"]
