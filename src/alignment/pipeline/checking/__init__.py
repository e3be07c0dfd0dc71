"""The use-case of `alignment check`: which files, under which profile, what was set aside, what a change brought in."""
