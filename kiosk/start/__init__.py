"""The start page beside its agencies: what people come for, with pictures, and the greeting while nobody is there."""
