"""Networks run from their cards with ONNX Runtime."""
