"""Reconciling: every figure of both documents is accounted for, and what does not agree becomes a finding.

evidence (quantities at their places) -> matching (which quantity answers which) -> rules (one file a rule) -> coverage.
"""
