"""The frozen types and protocols that all layers share."""
