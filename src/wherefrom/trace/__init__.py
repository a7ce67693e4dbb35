"""Trace: what a claim rests on, and on how many independent origins."""

from wherefrom.trace.tracing import trace_claim, trace_claims

__all__ = ["trace_claim", "trace_claims"]
