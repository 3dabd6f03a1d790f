-- Share: parcels are made faster; they are the same parcels.

-- Making parcels sorts the same rows some twenty times; room for fifty thousand of them keeps the sorts off the disk.
alter function share.make_parcels(share.group_key[]) set work_mem = '32MB';

-- The same curve, two levels at a time from a table: by the way the curve runs (0 to 3) and two bits of each coordinate, four times the way's next two digits plus how it runs on.
create or replace function share.along_curve(easting double precision, northing double precision) returns bigint language plpgsql immutable parallel safe as $$
declare x integer := greatest(0, least(65535, (easting / 25)::integer)); y integer := greatest(0, least(65535, (northing / 25)::integer));
  d bigint := 0; way integer := 0; v integer;
  turns constant integer[] := array[
    0,14,17,20,5,9,31,24,59,55,33,36,60,50,47,40,
    1,4,58,61,15,8,54,51,16,30,32,46,21,25,37,41,
    42,45,48,62,38,35,53,57,26,29,11,7,22,19,12,2,
    43,39,27,23,44,34,28,18,49,52,10,13,63,56,6,3];
begin
  for place in reverse 14..0 by 2 loop
    v := turns[1 + way * 16 + ((x >> place) & 3) * 4 + ((y >> place) & 3)];
    d := d * 16 + (v >> 2);
    way := v & 3;
  end loop;
  return d;
end $$;
