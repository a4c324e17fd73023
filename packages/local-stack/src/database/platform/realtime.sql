-- Schema realtime as hosted Supabase has it, as far as private broadcast needs it.
-- Hosted streams rows of realtime.messages out of the WAL; here a NOTIFY tells our own server.
create schema if not exists realtime;
grant usage on schema realtime to anon, authenticated, service_role;

create table if not exists realtime.messages (
  id uuid not null default gen_random_uuid() primary key,
  topic text not null,
  extension text not null,
  payload jsonb,
  event text,
  private boolean default false,
  updated_at timestamp not null default now(),
  inserted_at timestamp not null default now()
);
comment on table realtime.messages is
  'Messages too long for NOTIFY, and the table whose policies say who may join which private topic.';
alter table realtime.messages enable row level security;
grant select, insert, update on realtime.messages to anon, authenticated, service_role;

create or replace function realtime.topic() returns text
  language sql stable set search_path = ''
as $$ select nullif(current_setting('realtime.topic', true), '') $$;
comment on function realtime.topic() is 'The topic that is being joined, for policies.';

-- security definer: a caller that may not write realtime.messages may still send through a function of ours.
create or replace function realtime.send(payload jsonb, event text, topic text, private boolean default true)
  returns void
  language plpgsql volatile security definer set search_path = ''
as $$
declare
  message_id uuid := gen_random_uuid();
  body jsonb := case when payload ? 'id' then payload else jsonb_set(payload, '{id}', to_jsonb(message_id)) end;
  notice text := jsonb_build_object(
    'id', message_id, 'topic', topic, 'event', event, 'private', private, 'payload', body)::text;
begin
  -- NOTIFY refuses 8000 bytes and more: a longer message waits in the table and only its id is told.
  if octet_length(notice) < 7900 then
    perform pg_notify('realtime_broadcast', notice);
  else
    insert into realtime.messages (id, topic, extension, payload, event, private)
      values (message_id, topic, 'broadcast', body, event, private);
    perform pg_notify('realtime_broadcast', jsonb_build_object('ref', message_id)::text);
  end if;
exception when others then
  -- As hosted: a message that cannot be sent never undoes the work that it tells of.
  raise warning 'WarnSendingBroadcastMessage: %', sqlerrm;
end $$;
comment on function realtime.send(jsonb, text, text, boolean) is 'Broadcasts to a topic when the transaction commits.';
