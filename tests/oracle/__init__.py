"""A second, independent implementation of the method, used only to judge the first one.

It is written from the method and the format alone, as literally and as slowly as it reads best, in exact
fractions. It imports nothing of the project. Where the text admits two readings, `ambiguities.md` says which
one was taken.
"""
