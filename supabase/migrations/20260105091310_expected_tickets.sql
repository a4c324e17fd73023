-- A ticket may be scanned before it is written: its sale is committing now, and the phone trusts its signature.
-- Locks, in the order in which every transaction takes them: order, expected tickets (here), tickets by id, ticket
-- types by id, event, and last what is derived from them (counts, nudges).

create function internal.ticket_id_prefix(p_event public.events)
returns text
language sql stable
return 'MGY-' || p_event.code || '-' || to_char(p_event.event_day, 'YYYYMMDD') || '-';
comment on function internal.ticket_id_prefix is 'The prefix of every ticket id of this event.';

create function internal.expected_key(p_event_id uuid, p_ticket_id text)
returns bigint
language sql immutable
return hashtextextended(p_event_id::text, hashtextextended(p_ticket_id, 0) & 63);
comment on function internal.expected_key is
  'Advisory lock of a ticket that is not there yet: 64 per event, so that neither a large sale nor a hostile batch fills the lock table, and no event waits for another.';

create function internal.expect_tickets(p_event_id uuid, p_ticket_ids text[])
returns void
language sql volatile
set search_path = ''
as $$
  select pg_advisory_xact_lock_shared(k.key)
  from (select distinct internal.expected_key(p_event_id, i.ticket_id) as key from unnest(p_ticket_ids) i (ticket_id) order by key) k
$$;
comment on function internal.expect_tickets is
  'Called before writing these tickets, before seats are taken: a push that scanned one of them waits for this transaction, or this one waits for the push. Sales share the lock.';

create function internal.await_tickets(p_scans public.scans[])
returns void
-- plpgsql, because it is planned once per session; it is part of every push.
language plpgsql volatile
set search_path = ''
as $$
declare
  v_keys bigint[];
begin
  with unknown as materialized (
    select s.event_id, s.ticket_id from unnest(p_scans) s
    where not exists (select from public.tickets t where t.ticket_id = s.ticket_id)
  )
  select array_agg(distinct internal.expected_key(u.event_id, u.ticket_id)) into v_keys
  from unknown u join public.events e on e.id = u.event_id
  -- Only ids that a sale of this event could create: a foreign or invented one neither waits nor blocks anybody.
  where starts_with(u.ticket_id, internal.ticket_id_prefix(e));
  -- Nearly always there is none.
  if v_keys is not null then
    perform pg_advisory_xact_lock(k.key) from (select u.key from unnest(v_keys) u (key) order by u.key) k;
  end if;
end
$$;
comment on function internal.await_tickets is
  'Waits for sales of tickets that these scans name and that are not there yet, and makes later ones wait. Whoever comes second sees what the first wrote.';

create function internal.adopt_scans()
returns trigger
language plpgsql volatile
set search_path = ''
as $$
declare
  v_known text[];
begin
  perform internal.expect_tickets(i.event_id, array_agg(i.ticket_id::text)) from inserted i group by i.event_id order by i.event_id;
  select array_agg(distinct i.ticket_id) into v_known
  from inserted i join public.scans s on s.ticket_id = i.ticket_id;
  if v_known is not null then
    perform internal.merge_tickets(v_known);
  end if;
  return null;
end
$$;
comment on function internal.adopt_scans is
  'Trigger: merges scans that were stored as unknown_ticket before their ticket appeared.';
create trigger tickets_adopt_scans after insert on public.tickets referencing new table as inserted
  for each statement execute function internal.adopt_scans();
