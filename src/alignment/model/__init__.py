"""What a data set says, validated: strategies, steering, roadmaps, vocabulary, the linked whole."""
