"""The machinery at the edge: records, accounts, language models, voices, the move coder, the wiring."""
