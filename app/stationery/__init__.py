"""What is printed on paper for people to answer: cards with a code, and whole questionnaires."""
