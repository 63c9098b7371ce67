-- Revision 0007 adds the reliability of a closed wave.
INSERT INTO reliabilities (wave_id, document) SELECT id, '{}' FROM waves;
