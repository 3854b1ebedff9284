"""Qt models: adapters over the immutable assessment, never a second home for its values."""
