"""Makes the encoder of sentence vectors that ships: published weights -> int8 ONNX."""
