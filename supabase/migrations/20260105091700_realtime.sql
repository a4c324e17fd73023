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

-- Hosted Supabase has the table; the embedded stack creates it before the migrations; a bare Postgres does without.
do $$
begin
  if to_regclass('realtime.messages') is not null then
    create policy "Managers and paired phones can listen to their events" on realtime.messages
      for select to authenticated using (extension = 'broadcast' and internal.may_hear((select realtime.topic())));
  end if;
end
$$;

create function internal.tell_rights()
returns trigger
language plpgsql volatile
set search_path = ''
as $$
begin
  perform pg_notify('rights_changed', old.user_id::text);
  return null;
end
$$;
comment on function internal.tell_rights is
  'Trigger: tells whoever carries our broadcasts that this user''s rights have changed, so that open joins are asked about again. Hosted Realtime does not listen: it asks again with the next token, within an hour.';
create trigger devices_tell_rights after update of revoked_at on public.devices for each row
  when (old.revoked_at is distinct from new.revoked_at) execute function internal.tell_rights();
create trigger staff_tell_rights after update of active, role or delete on public.staff_members for each row
  execute function internal.tell_rights();
