"""What a data set says, validated: strategies, steering, roadmaps, vocabulary, the linked whole."""

import os

# pydantic looks through every installed package for plug-ins when its first model is made: none has any business
# here, and the search costs three times the start of an interpreter.
os.environ.setdefault("PYDANTIC_DISABLE_PLUGINS", "__all__")
