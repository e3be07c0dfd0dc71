"""The only room that changes the files of a data set: laying them out, mending them, starting new ones."""
