"""ONNX models, their cards, and loading them by digest."""

import os

# As of 1.32, onnxruntime leaves a number of the machine in the home folder and reports its use to its makers; it looks
# for this when it is imported, which only the modules below do. What somebody reads is nobody's business.
os.environ.setdefault("ORT_DISABLE_TELEMETRY", "1")
