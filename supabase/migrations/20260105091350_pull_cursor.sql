-- How far a phone has pulled, as text that it keeps and sends with the next pull.

create type internal.pull_cursor as (spent_first boolean, spent_xid xid8, spent_id uuid, xid xid8, id uuid);
comment on type internal.pull_cursor is
  'How far a phone has pulled: the last of the spent tickets, which a first sync brings before all others, and the last of all changes.';

create function internal.read_cursor(p_cursor text, p_epoch text)
returns internal.pull_cursor
language plpgsql immutable
set search_path = ''
as $$
declare
  v_parts text[] := string_to_array(p_cursor, '.');
  v_at internal.pull_cursor;
begin
  -- Anything but a cursor of this epoch means a pull from zero.
  if p_cursor ~ ('^' || p_epoch || '\.[sr]\.[0-9]{1,19}\.[0-9a-f-]{36}\.[0-9]{1,19}\.[0-9a-f-]{36}$')
    and pg_input_is_valid(v_parts[4], 'uuid') and pg_input_is_valid(v_parts[6], 'uuid') then
    v_at.spent_first := v_parts[2] = 's';
    v_at.spent_xid := v_parts[3]::xid8;
    v_at.spent_id := v_parts[4]::uuid;
    v_at.xid := v_parts[5]::xid8;
    v_at.id := v_parts[6]::uuid;
  else
    v_at.spent_first := true;
    v_at.spent_xid := '0'::xid8;
    v_at.spent_id := '00000000-0000-0000-0000-000000000000'::uuid;
    v_at.xid := '0'::xid8;
    v_at.id := '00000000-0000-0000-0000-000000000000'::uuid;
  end if;
  return v_at;
end
$$;
comment on function internal.read_cursor is 'The place that a phone''s cursor stands for; a null, foreign or broken one is the beginning.';

create function internal.write_cursor(p_at internal.pull_cursor, p_epoch text)
returns text
language sql immutable
return concat_ws('.', p_epoch, case when p_at.spent_first then 's' else 'r' end, p_at.spent_xid::text, p_at.spent_id::text, p_at.xid::text, p_at.id::text);
comment on function internal.write_cursor is 'A cursor as text, opaque to the phone; read_cursor reads it.';
