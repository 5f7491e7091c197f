"""What benchmarks/quality.py is made of: finding gold, predicting, scoring, fitting, errors."""
