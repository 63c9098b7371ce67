-- Revision 0021 adds the first entries of paper forms.
INSERT INTO paper_entries (invitation_id, ciphertext)
SELECT id, '00' FROM invitations;
