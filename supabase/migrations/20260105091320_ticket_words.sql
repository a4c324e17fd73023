-- The server's word on a ticket, the same wherever a phone gets it: in a pull, a nudge, or the answer to a push.

create function internal.word_columns()
returns jsonb
language sql immutable
return '["ticket_id", "type", "guest", "status", "presence", "entry_scan", "entered_at", "entry_gate", "entry_device", "revision", "moved_at", "entry_uncertainty", "order_position", "order_size"]'::jsonb;
comment on function internal.word_columns is 'The names of a word''s cells, in their order: packages/wire''s ticket-word.ts.';

create function internal.json_text(p_text text)
returns text
language sql stable
return coalesce(to_json(p_text)::text, 'null');
comment on function internal.json_text is 'A text as it stands in JSON, null included.';

create view internal.ticket_words as
select t.id, t.ticket_id, t.event_id,
  -- Put together by hand: json_build_array looks up the type of each cell for every row anew, which takes four times as
  -- long. What people type goes through to_json; the rest needs no escape.
  concat('["', t.ticket_id, '","', y.code, '",', internal.json_text(t.guest_name), ',"', t.status, '","', t.presence, '",',
    case when t.entry_scan_id is null then 'null,null' else concat('"', t.entry_scan_id, '",', internal.to_ms(t.entered_at)) end, ',',
    internal.json_text(g.name), ',', internal.json_text(d.name), ',', t.revision, ',',
    coalesce(internal.to_ms(t.moved_at)::text, 'null'), ',', coalesce(s.merged_uncertainty_ms::text, 'null'),
    case when t.order_size > 1 then concat(',', t.order_position, ',', t.order_size, ']') else ',null,null]' end) as word
from public.tickets t
join public.ticket_types y on y.id = t.ticket_type_id
left join public.scans s on s.id = t.entry_scan_id
left join public.gates g on g.id = s.gate_id
left join public.devices d on d.id = s.device_id;
comment on view internal.ticket_words is 'Each ticket as the row of cells that phones get, as JSON text. A phone takes a word only if its revision is newer than what it has.';

create unlogged table public.event_nudges (
  event_id uuid primary key references public.events (id) on delete cascade,
  tokens real not null,
  refilled_at timestamptz not null,
  owed_tickets text[] not null default '{}',
  owes_scans boolean not null default false,
  owes_sales boolean not null default false
) with (fillfactor = 50);
comment on table public.event_nudges is
  'How much may be broadcast for an event now, and what is waiting to be sent. Unlogged: a nudge is a hint, and the pull carries everything. No policy: only functions read it.';
alter table public.event_nudges enable row level security;
grant select on public.event_nudges to service_role;

create function internal.send_nudges(p_nudge public.event_nudges)
returns void
language plpgsql volatile
set search_path = ''
as $$
begin
  if p_nudge.owes_scans then
    perform internal.broadcast(p_nudge.event_id, 'scans', jsonb_build_object('at', internal.to_ms(clock_timestamp()), 'tickets',
      (select coalesce(jsonb_agg(w.word::jsonb), '[]') from internal.ticket_words w
        -- A push may have spent, with the same scan, what is another night's.
        where w.ticket_id = any (p_nudge.owed_tickets) and w.event_id = p_nudge.event_id)));
  end if;
  if p_nudge.owes_sales then
    perform internal.broadcast(p_nudge.event_id, 'sales', jsonb_build_object('at', internal.to_ms(clock_timestamp()),
      'sold', (select coalesce(sum(t.sold), 0) from public.ticket_types t where t.event_id = p_nudge.event_id),
      'tickets', (select coalesce(jsonb_agg(w.word::jsonb), '[]') from internal.ticket_words w
        where w.ticket_id = any (p_nudge.owed_tickets) and w.event_id = p_nudge.event_id and not p_nudge.owes_scans)));
  end if;
end
$$;
comment on function internal.send_nudges is 'Broadcasts what is waiting: one message for scans, one for sales, each ticket''s word in the first of them.';

create function internal.nudge(p_event_id uuid, p_event text default null, p_ticket_ids text[] default '{}')
returns void
language plpgsql volatile
set search_path = ''
as $$
declare
  -- Five at once, then four a second: with ten listeners 44 messages a second, where the smallest hosted plan allows
  -- 100.
  c_burst constant real := 5;
  c_per_second constant real := 4;
  -- A message is only a hint, and every phone of the night carries it: whoever has more to tell, after a long time
  -- offline, is better heard by the pull that follows.
  c_words constant int := 50;
  v_nudge public.event_nudges;
begin
  if p_event is null and not exists (select from public.event_nudges n where n.event_id = p_event_id and (n.owes_scans or n.owes_sales)) then
    return;
  end if;
  insert into public.event_nudges as n (event_id, tokens, refilled_at, owed_tickets, owes_scans, owes_sales)
  values (p_event_id, c_burst, clock_timestamp(), coalesce(p_ticket_ids[1:c_words], '{}'), p_event is not distinct from 'scans', p_event is not distinct from 'sales')
  on conflict (event_id) do update set
    tokens = least(c_burst, n.tokens + c_per_second * greatest(extract(epoch from clock_timestamp() - n.refilled_at), 0)::real),
    refilled_at = clock_timestamp(),
    owed_tickets = (array(select distinct unnest(n.owed_tickets || excluded.owed_tickets)))[1:c_words],
    owes_scans = n.owes_scans or excluded.owes_scans, owes_sales = n.owes_sales or excluded.owes_sales
  returning * into v_nudge;
  if v_nudge.tokens >= 1 then
    perform internal.send_nudges(v_nudge);
    update public.event_nudges n set tokens = n.tokens - n.owes_scans::int - n.owes_sales::int,
      owed_tickets = '{}', owes_scans = false, owes_sales = false
    where n.event_id = p_event_id;
  end if;
end
$$;
comment on function internal.nudge is
  'Tells phones and managers that there are new scans or sales at this event, with the words of tickets that changed; over the rate limit it waits for the next call. Without p_event it only sends what is waiting. Called last in a transaction: it locks the event''s row here.';
