"""From a photo to predictions: networks run from their cards by ONNX Runtime."""
