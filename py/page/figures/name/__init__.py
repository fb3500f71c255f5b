"""The figure "Ask by name": one noise, one name, and how strongly it is asked for."""
