"""The machinery at the edge: records, accounts, language model, voices, move coder, wiring."""
