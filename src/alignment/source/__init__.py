"""The only room that reads files: discovery, YAML events to plain values with positions."""
