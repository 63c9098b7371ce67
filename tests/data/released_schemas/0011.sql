-- Revision 0011 adds the audit log.
INSERT INTO audit_entries (id, at, user_id, "by", action, subject, programme_id, detail)
SELECT '00000000000000000000000000000111', '2026-03-01 09:00:00', id, email, 'wave.opened', 'wave harbour/P1', NULL, '{}' FROM users;
