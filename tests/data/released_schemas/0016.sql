-- Revision 0016 adds consent to share a comment, the comments that are shown, and results of modules.
INSERT INTO shared_comments (id, snapshot_id, item_id, text)
SELECT '00000000000000000000000000000161', id, 'coherence_comment', 'It is clear what this is for.' FROM snapshots;

INSERT INTO module_results (wave_id, instrument_id, version, document)
SELECT id, 'context', '1.0.0', '{}' FROM waves;
