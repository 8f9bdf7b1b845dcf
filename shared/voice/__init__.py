"""The voice without Qt: phonemes, engines, the clips that are shipped or made, how they are joined and checked."""
