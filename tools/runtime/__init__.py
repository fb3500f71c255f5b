"""Assembling `assets/runtime`: the lock, the places files come from, and the store itself."""
