-- The record's part of what people decided at the door: ambers answered, verdicts overruled, greens taken back.

create function internal.record_decisions(p_event public.events)
returns jsonb
language sql stable
set search_path = ''
as $$
  select jsonb_build_object('decisions', coalesce(jsonb_agg(jsonb_build_object('at', internal.to_ms(s.merged_at), 'what', s.verdict,
    'about', (select a.verdict from public.scans a where a.id = s.refers_to), 'reason', s.override_reason,
    'by', (select m.name from public.staff_members m where m.id = s.override_by), 'allowed', coalesce(s.override_allowed, true),
    'undone', internal.is_undone(s), 'ticket', s.ticket_id, 'gate', g.name, 'phone', d.name) order by s.merged_at, s.id), '[]'))
  from public.scans s
  join public.devices d on d.id = s.device_id
  left join public.gates g on g.id = s.gate_id
  where s.event_id = p_event.id and s.verdict in ('override', 'let_in', 'turned_away', 'undo')
$$;
comment on function internal.record_decisions is
  'Every decision at the door: what it was about, by whose PIN and why, whether they might (allowed), and whether it was taken back.';

insert into internal.record_parts (part) values ('decisions');
