"""The catalogues, one folder of Fluent files per language, and how wide what is put into them may be."""
