-- Revision 0009 adds mails about accounts.
INSERT INTO account_letters (id, user_id, kind, expires_at, claimed, used)
SELECT '00000000000000000000000000000091', id, 'invitation', '2026-03-08 09:00:00', false, false FROM users;
