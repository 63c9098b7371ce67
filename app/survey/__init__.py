"""From an instrument's definition to the forms that people fill in, and from forms to rows."""
