-- Acts: what a doorman does that is no scan of a ticket. Facts from phones like scans; what is shown follows from them.

create function internal.act_is_whole(p_kind text, p_payload jsonb)
returns boolean
language sql immutable
-- One line per kind. packages/wire/src/door-acts says the same; tests/vectors/door-acts.json proves it.
return case p_kind
  when 'age_check' then case when jsonb_typeof(p_payload) = 'object' then p_payload - 'min_age' in ('{"how": "eye", "passed": true, "rule": "age"}', '{"how": "eye", "passed": false, "rule": "age"}',
      '{"how": "licence", "passed": true, "rule": "age"}', '{"how": "licence", "passed": false, "rule": "age"}',
      '{"how": "licence", "passed": false, "rule": "expired"}', '{"how": "licence", "passed": false, "rule": "house_list"}')
    and coalesce(internal.json_number(p_payload, 'min_age', 1, 99) % 1 = 0, false) else false end
  when 'count' then p_payload in ('{"heads": 1}', '{"heads": -1}')
  when 'drawer' then internal.is_drawer(p_payload)
  when 'incident' then internal.is_incident(p_payload)
  when 'list_arrival' then case when jsonb_typeof(p_payload) = 'object' then p_payload ->> 'entry_id' ~ '^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$' and jsonb_typeof(p_payload -> 'paid') = 'string'
    and p_payload ->> 'paid' ~ '^[0-9]{1,5}\.[0-9]{2}$' and p_payload - array['entry_id', 'heads', 'paid'] = '{}'
    and p_payload -> 'heads' between '-50' and '50' and p_payload -> 'heads' <> '0' and p_payload ->> 'heads' ~ '^-?[0-9]+$' else false end
  when 'refusal' then case when jsonb_typeof(p_payload) = 'object' then
    coalesce(p_payload - 'cause' - 'words' = '{}' and jsonb_typeof(p_payload -> 'words') = 'string' and length(p_payload ->> 'words') <= 200
      and p_payload ->> 'cause' in ('no_id', 'under_age', 'intoxicated', 'dress', 'banned', 'full', 'other'), false) else false end
  when 'walk_up' then internal.is_walk_up(p_payload)
  when 'walk_up_undo' then internal.is_walk_up_undo(p_payload)
  else false end;
comment on function internal.act_is_whole is
  'Whether this is an act of a known kind with all that its kind needs, and nothing else. A kind that later versions no longer make stays here.';

create table public.door_acts (
  id uuid primary key,
  event_id uuid not null references public.events (id),
  device_id uuid not null references public.devices (id),
  gate_id uuid references public.gates (id) on delete set null,
  kind text not null,
  payload jsonb not null,
  acted_at timestamptz not null,
  device_time timestamptz not null,
  clock_offset_ms integer not null,
  clock_uncertainty_ms integer not null,
  offline boolean not null,
  merged_at timestamptz not null,
  merged_uncertainty_ms integer not null,
  from_revoked boolean not null,
  after_revocation boolean not null,
  received_at timestamptz not null,
  check (internal.act_is_whole(kind, payload))
);
comment on table public.door_acts is
  'Every act of every phone, as it was made. Only added to: a correction is another act. What counts are those that are not after_revocation.';
comment on column public.door_acts.id is 'UUIDv7, made on the phone: the idempotency key from the phone to here.';
comment on column public.door_acts.payload is 'What the kind needs: internal.act_is_whole.';
comment on column public.door_acts.acted_at is 'Device time corrected by the measured clock offset, as the phone sent it.';
comment on column public.door_acts.merged_at is 'acted_at within the possible range, from the phone''s pairing to the receipt of the act.';
comment on column public.door_acts.merged_uncertainty_ms is 'How far merged_at may be off; above a minute its time is unsure.';
comment on column public.door_acts.from_revoked is 'The phone was already revoked when this arrived: needs review.';
comment on column public.door_acts.after_revocation is 'Made after the phone was revoked: kept, but it counts nothing.';
create index door_acts_by_kind on public.door_acts (event_id, kind, merged_at desc);
create index door_acts_by_device on public.door_acts (device_id, acted_at desc);
create index door_acts_by_gate on public.door_acts (gate_id);
alter table public.door_acts enable row level security;
create policy "Managers can read acts" on public.door_acts
  for select to authenticated using ((select internal.is_manager()));
grant select on public.door_acts to authenticated, service_role;

create type internal.sent_act as (id uuid, event_id uuid, gate_id text, kind text, payload jsonb, offline jsonb, acted_at double precision,
  device_time double precision, clock_offset_ms double precision, clock_uncertainty_ms double precision);
comment on type internal.sent_act is 'An act as it stands on the wire: packages/wire''s DoorActRecord.';

create type internal.parsed_act as (error text, act public.door_acts);
comment on type internal.parsed_act is 'What refuses an act (null: nothing), and the act as a row of door_acts (null: it is none).';

create function internal.parse_act(p_device public.devices, p_act jsonb)
returns internal.parsed_act
language plpgsql stable
set search_path = ''
as $$
declare
  v_sent internal.sent_act;
  v_act public.door_acts;
begin
  v_sent := jsonb_populate_record(null::internal.sent_act, p_act);
  if not coalesce(v_sent.id is not null and v_sent.event_id is not null and jsonb_typeof(v_sent.offline) = 'boolean'
    and internal.act_is_whole(v_sent.kind, v_sent.payload)
    and internal.is_told_time(v_sent.acted_at, v_sent.device_time, v_sent.clock_offset_ms, v_sent.clock_uncertainty_ms), false) then
    return row('invalid_request', null)::internal.parsed_act;
  end if;
  v_act.id := v_sent.id;
  v_act.event_id := v_sent.event_id;
  v_act.device_id := p_device.id;
  v_act.gate_id := (select g.id from public.gates g where g.id::text = v_sent.gate_id and g.event_id = v_sent.event_id);
  v_act.kind := v_sent.kind;
  v_act.payload := v_sent.payload;
  v_act.acted_at := internal.from_ms(v_sent.acted_at);
  v_act.device_time := internal.from_ms(v_sent.device_time);
  v_act.clock_offset_ms := round(v_sent.clock_offset_ms);
  v_act.clock_uncertainty_ms := round(v_sent.clock_uncertainty_ms);
  v_act.offline := v_sent.offline::boolean;
  v_act.received_at := date_trunc('milliseconds', now());
  v_act.merged_at := internal.bounded_at(v_act.acted_at, internal.clock_slack(v_sent.clock_uncertainty_ms), p_device.paired_at, v_act.received_at);
  v_act.merged_uncertainty_ms :=
    least(round(internal.bounded_uncertainty_ms(v_act.acted_at, v_act.merged_at, v_sent.clock_uncertainty_ms)), 2147483647);
  v_act.from_revoked := p_device.revoked_at is not null;
  v_act.after_revocation := coalesce(v_act.merged_at > p_device.revoked_at, false);
  return row(case when not exists (select from public.device_events d where d.device_id = p_device.id and d.event_id = v_sent.event_id)
    then 'event_not_allowed' end, v_act)::internal.parsed_act;
-- An infinite time is what Postgres calls a feature that it doesn't support.
exception when data_exception or feature_not_supported then
  return row('invalid_request', null)::internal.parsed_act;
end
$$;
comment on function internal.parse_act is
  'Reads an act from the wire, its time within what can be true. A gate that is not one of the event is dropped, not the act. Never raises, whatever a phone sends.';

create function internal.act_outcomes(p_device public.devices, p_raw jsonb[], p_parsed internal.parsed_act[], p_new uuid[])
returns json
language sql stable
set search_path = ''
as $$
  with input as (
    select p.ordinality as ord, p.error, p.act, coalesce((p.act).id::text, p_raw[p.ordinality] ->> 'id') as wire_id,
      row_number() over (partition by (p.act).id order by p.ordinality) = 1 and (p.act).id = any (p_new) as is_new
    from unnest(p_parsed) with ordinality p
  )
  select coalesce(json_agg(json_build_object('id', i.wire_id,
    'status', case when a.id is null then 'rejected' when i.is_new then 'stored' else 'duplicate' end,
    'error', case when a.id is null then coalesce(i.error, 'invalid_request') end) order by i.ord), '[]')
  from input i
  -- An id that another phone used is not this phone's act; unless it is the same act, stored when this phone was paired before.
  left join public.door_acts a on a.id = (i.act).id and (a.device_id = p_device.id
    or (a.event_id, a.kind, a.payload, a.acted_at, a.device_time)
      = ((i.act).event_id, (i.act).kind, (i.act).payload, (i.act).acted_at, (i.act).device_time))
$$;
comment on function internal.act_outcomes is 'The answer to a push of acts: what became of each, in the order in which they came.';

create function public.scanner_push_acts(acts jsonb[])
returns json
language plpgsql volatile security definer
set search_path = ''
as $$
declare
  v_device public.devices := internal.require_device();
  v_parsed internal.parsed_act[];
  v_new uuid[];
begin
  if coalesce(cardinality(acts), 0) > 1000 then
    perform internal.fail('payload_too_large', 413);
  end if;
  -- As for scans: a copy of a push, delayed somewhere on the way, finds what the first one stored.
  perform pg_advisory_xact_lock(hashtextextended('push of ' || v_device.id, 0));
  v_parsed := array(select internal.parse_act(v_device, a.act) from unnest(acts) with ordinality a (act, ord) order by a.ord);
  with stored as (
    insert into public.door_acts select (p.act).* from unnest(v_parsed) p where p.error is null order by (p.act).id
    on conflict (id) do nothing returning id
  )
  select coalesce(array_agg(s.id), '{}') into v_new from stored s;
  perform internal.note_report(v_device.id, null);
  perform internal.nudge(n.event_id, 'scans')
  from (select distinct a.event_id from public.door_acts a where a.id = any (v_new) order by a.event_id) n;
  return internal.act_outcomes(v_device, acts, v_parsed, v_new);
end
$$;
comment on function public.scanner_push_acts is
  'Stores acts (packages/wire''s DoorActRecord) once each and answers every one, in order: stored, duplicate or rejected. Only of the phone''s own events. A revoked phone''s acts are taken and flagged; what it made after the revocation counts nothing. Security definer because a phone may write no table; the phone is told from its sign-in, not from the acts.';
grant execute on function public.scanner_push_acts to authenticated;
