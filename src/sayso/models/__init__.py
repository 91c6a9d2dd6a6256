"""ONNX models, their cards, and loading them by digest."""
