"""What a portfolio is exposed to: through funds, by role and layer, and how spread it is."""
