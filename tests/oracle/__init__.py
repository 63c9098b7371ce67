"""The oracle: what a curious colleague can work out of everything that is shown. See docs/disclosure.md."""
