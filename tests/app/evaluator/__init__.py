"""Tests of the evaluator's pages: coding evidence, files, what-if."""
