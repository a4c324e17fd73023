-- Who may listen to the private Realtime topic event:{id}.

create function internal.may_hear(p_topic text)
returns boolean
language sql stable security definer
set search_path = ''
as $$
  select internal.is_manager() and p_topic like 'event:%' or exists (
    select from public.devices d join public.device_events v on v.device_id = d.id
    where d.user_id = (select auth.uid()) and d.revoked_at is null and p_topic = 'event:' || v.event_id
  )
$$;
comment on function internal.may_hear is
  'Whether the caller may listen to this Realtime topic: managers to every event, a paired phone to its own. Security definer because the policy runs as the listener, who may not read device_events.';
grant execute on function internal.may_hear to authenticated;

-- Hosted Supabase has the table; the embedded stack creates it before the migrations; a bare Postgres lives without.
do $$
begin
  if to_regclass('realtime.messages') is not null then
    create policy "Managers and paired phones can listen to their events" on realtime.messages
      for select to authenticated using (extension = 'broadcast' and internal.may_hear((select realtime.topic())));
  end if;
end
$$;
