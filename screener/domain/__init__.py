"""What Ringfence knows and judges; pure values and functions, no Qt, files, network or clock."""
