-- Revision 0012 adds networks and regions with dates, and mergers of practices.
INSERT INTO affiliations (practice_id, since, network, region)
SELECT id, '2019-07-01', 'North', 'Coast' FROM practices;
