"""Reports: what a plan can prove, as plain values. No file, no clock; the same input gives the same report."""
