"""Every setting once: key, type, default and label."""
