-- A night as its editor reads it: every time in the venue's local time, every part with its id.

create table public.event_moves (
  id uuid primary key default gen_random_uuid(),
  event_id uuid not null references public.events (id) on delete cascade,
  from_date timestamptz not null,
  to_date timestamptz not null,
  from_venue text not null,
  to_venue text not null,
  moved_by uuid,
  moved_at timestamptz not null default now()
);
comment on table public.event_moves is 'Nights that were moved to another time or place after tickets had been sold. The mail to their buyers is written from this.';
create index event_moves_by_event on public.event_moves (event_id, moved_at);
alter table public.event_moves enable row level security;
create policy "Managers can read moves" on public.event_moves
  for select to authenticated using ((select internal.is_manager()));
grant select on public.event_moves to authenticated, service_role;

create function internal.local_text(p_at timestamptz, p_timezone text)
returns text
language sql stable
return to_char(p_at at time zone p_timezone, 'YYYY-MM-DD"T"HH24:MI');
comment on function internal.local_text is 'An instant as local time in that zone, to the minute: 2026-11-27T22:00.';

create function internal.keep_time(p_old timestamptz, p_local text, p_timezone text)
returns timestamptz
language sql stable
-- An instant that was not edited stays exact: to the second, and on the right side of a repeated hour when clocks go
-- back.
return case when internal.local_text(p_old, p_timezone) is not distinct from p_local then p_old
  else p_local::timestamp at time zone p_timezone end;
comment on function internal.keep_time is 'The instant of a local time, or the old instant if it has the same local time.';

create function internal.event_state(p_event public.events)
returns text
language sql stable
return case when (p_event).status is null then 'draft' when (p_event).status in ('cancelled', 'draft') then (p_event).status
  when (p_event).ends_at <= now() then 'over'
  when (p_event).sales_paused_at is not null then 'paused' else 'published' end;
comment on function internal.event_state is 'The state of a night as its manager sees it: draft, published, paused, cancelled or over.';

create function internal.night_document(p_event public.events)
returns jsonb
language sql stable
set search_path = ''
as $$
  select jsonb_build_object('name', p_event.name, 'description', p_event.description, 'line_up', p_event.line_up,
    'event_date', internal.local_text(p_event.event_date, p_event.timezone),
    'doors_open_at', internal.local_text(p_event.doors_open_at, p_event.timezone),
    'ends_at', internal.local_text(p_event.ends_at, p_event.timezone), 'timezone', p_event.timezone,
    'venue_name', p_event.venue_name, 'venue_address', p_event.venue_address, 'venue_capacity', p_event.venue_capacity,
    'min_age', p_event.min_age, 'currency', p_event.currency,
    'tax_name', p_event.tax_name, 'tax_percent', trim_scale(p_event.tax_percent)::text,
    'sales_start_at', internal.local_text(p_event.sales_start_at, p_event.timezone),
    'sales_end_at', internal.local_text(p_event.sales_end_at, p_event.timezone),
    'max_per_order', p_event.max_per_order, 'reentry', p_event.reentry, 'unsynced_policy', p_event.unsynced_policy,
    'image_url', p_event.image_url, 'image_alt', p_event.image_alt,
    'image_focus', jsonb_build_array(p_event.image_focus_x, p_event.image_focus_y),
    'pools', (select coalesce(jsonb_agg(jsonb_build_object('id', p.id, 'name', p.name, 'capacity', p.capacity) order by p.sort, p.name), '[]')
      from public.ticket_pools p where p.event_id = p_event.id),
    'types', (select coalesce(jsonb_agg(jsonb_build_object('id', t.id, 'name', t.name, 'description', t.description, 'price', t.price::text,
        'capacity', t.capacity, 'max_per_order', t.max_per_order, 'sales_start_at', internal.local_text(t.sales_start_at, p_event.timezone),
        'sales_end_at', internal.local_text(t.sales_end_at, p_event.timezone), 'hidden', t.hidden, 'pool', t.pool_id,
        'releases', (select coalesce(jsonb_agg(jsonb_build_object('name', r.name, 'price', r.price::text, 'until_taken', r.until_taken,
            'ends_at', internal.local_text(r.ends_at, p_event.timezone)) order by r.sort), '[]')
          from public.ticket_releases r where r.ticket_type_id = t.id)) order by t.sort, t.name), '[]')
      from public.ticket_types t where t.event_id = p_event.id),
    'gates', (select coalesce(jsonb_agg(jsonb_build_object('id', g.id, 'name', g.name, 'admits', (
        select jsonb_agg(t.id order by t.sort, t.name) from public.ticket_types t where t.event_id = p_event.id and t.code = any (g.admits)))
        order by g.sort, g.name), '[]')
      from public.gates g where g.event_id = p_event.id))
$$;
comment on function internal.night_document is
  'Everything about a night that its editor can change. Times are local to its zone, to the minute; types refer to their pool, and gates to their types, by id. A gate with null admits every type.';

create function internal.buyers_of_event(p_event_id uuid)
returns int
language sql stable
set search_path = ''
as $$ select count(*)::int from public.orders o where o.event_id = p_event_id and o.status in ('completed', 'partially_refunded') $$;
comment on function internal.buyers_of_event is 'Orders of an event that have valid tickets: those to notify when it moves.';

create function internal.night_answer(p_event public.events)
returns jsonb
language sql stable
set search_path = ''
as $$
  select jsonb_build_object('id', p_event.id, 'slug', p_event.slug, 'code', p_event.code, 'revision', p_event.revision,
    'state', internal.event_state(p_event), 'night', internal.night_document(p_event), 'buyers', internal.buyers_of_event(p_event.id),
    'taken', (select coalesce(jsonb_object_agg(t.id, jsonb_build_object('sold', t.sold, 'held', t.held, 'ordered',
        exists (select from public.order_lines l where l.ticket_type_id = t.id))), '{}')
      from public.ticket_types t where t.event_id = p_event.id),
    'phones', (select coalesce(jsonb_object_agg(g.gate_id, g.phones), '{}') from (
      select d.gate_id, count(*)::int as phones from public.devices d join public.gates g on g.id = d.gate_id
      where g.event_id = p_event.id and d.revoked_at is null group by d.gate_id) g),
    'edited', (select jsonb_build_object('by', s.name, 'at', a.at) from public.audit_log a left join public.staff_members s on s.user_id = a.actor
      where a.event_id = p_event.id and a.detail ? 'revision' order by a.id desc limit 1))
$$;
comment on function internal.night_answer is 'What the editor of a night receives: the document, its revision, its state, and what has been sold.';

create function internal.require_night(p_event_id uuid)
returns public.events
language plpgsql stable
set search_path = ''
as $$
declare
  v_event public.events;
begin
  select * into v_event from public.events e where e.id = p_event_id;
  if v_event.id is null then
    perform internal.fail('event_not_found', 404);
  end if;
  return v_event;
end
$$;
comment on function internal.require_night is 'The event with this id, drafts included, else event_not_found.';

create function public.manager_night(p_event_id uuid)
returns jsonb
language plpgsql stable security definer
set search_path = ''
as $$
begin
  perform internal.require_action('edit_nights');
  return internal.night_answer(internal.require_night(p_event_id));
end
$$;
comment on function public.manager_night is
  'A night as its editor shows it. Security definer because it is one call of the manager''s app; it checks the caller''s role itself.';
grant execute on function public.manager_night to authenticated;

create function public.manager_nights()
returns jsonb
language plpgsql stable security definer
set search_path = ''
as $$
begin
  perform internal.require_action('edit_nights');
  return (
    select coalesce(jsonb_agg(internal.event_base(e) || jsonb_build_object('state', internal.event_state(e), 'image_url', e.image_url,
      'image_focus', jsonb_build_array(e.image_focus_x, e.image_focus_y), 'sold', coalesce(t.sold, 0), 'capacity', least(e.venue_capacity, coalesce(t.capacity, 0)))
      order by e.event_date desc), '[]')
    from (select * from public.events e order by e.event_date desc limit 500) e
    left join lateral (select sum(t.sold)::int as sold, sum(t.capacity)::int as capacity from public.ticket_types t where t.event_id = e.id) t on true);
end
$$;
comment on function public.manager_nights is
  'The latest 500 nights, last date first, drafts and past ones included, each with what has been sold. Security definer because it is one call of the manager''s app; it checks the caller''s role itself.';
grant execute on function public.manager_nights to authenticated;
