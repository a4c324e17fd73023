-- A night's record as it was sealed, and what was added to it afterwards.
-- What it says is written down when somebody asks for the seal; the seal itself (docs/decisions/0103) is made by the functions,
-- which alone have the venue's signing key.

create table public.night_records (
  id uuid primary key default gen_random_uuid(),
  event_id uuid not null references public.events (id) on delete restrict,
  corrects uuid references public.night_records (id) on delete restrict,
  content jsonb not null,
  asked_by uuid,
  asked_at timestamptz not null default now()
);
comment on table public.night_records is
  'Records of nights and corrections of them, word for word. Only added to: nothing changes or deletes one.';
comment on column public.night_records.corrects is 'The night''s record that this one corrects; null: it is the record itself, of which a night has one.';
comment on column public.night_records.asked_by is 'Who had it sealed; null: the worker, because nobody had for three days.';
create unique index night_records_of_event on public.night_records (event_id) where corrects is null;
create index night_records_by_event on public.night_records (event_id);
create index night_records_by_corrected on public.night_records (corrects, asked_at);
alter table public.night_records enable row level security;
create policy "Managers can read records of nights" on public.night_records
  for select to authenticated using ((select internal.is_manager()));
grant select on public.night_records to authenticated, service_role;

create table public.night_record_seals (
  record_id uuid primary key references public.night_records (id) on delete restrict,
  text text not null,
  manifest text not null,
  sha256 text not null check (sha256 ~ '^[0-9a-f]{64}$'),
  kid text not null references public.signing_keys (kid) on delete restrict,
  signature text not null check (signature ~ '^[A-Za-z0-9_-]{86}$'),
  sealed_at timestamptz not null default now()
);
comment on table public.night_record_seals is
  'The seal of each record. A record without one waits for the functions. Only added to.';
comment on column public.night_record_seals.text is 'The record as canonical JSON (RFC 8785), whose SHA-256 is sha256.';
comment on column public.night_record_seals.manifest is 'Canonical JSON: the hash of the whole and of each of its parts. This is what the signature covers.';
comment on column public.night_record_seals.signature is 'Ed25519, base64url.';
create index night_record_seals_by_key on public.night_record_seals (kid);
alter table public.night_record_seals enable row level security;
create policy "Managers can read seals of records" on public.night_record_seals
  for select to authenticated using ((select internal.is_manager()));
grant select on public.night_record_seals to authenticated, service_role;

create function internal.refuse_change()
returns trigger
language plpgsql volatile
set search_path = ''
as $$
begin
  perform internal.fail('not_allowed', 403, jsonb_build_object('table', tg_table_name));
  return null;
end
$$;
comment on function internal.refuse_change is 'Trigger: a table that is only added to refuses everything else, whoever asks.';
create trigger night_records_stay before update or delete on public.night_records
  for each row execute function internal.refuse_change();
create trigger night_record_seals_stay before update or delete on public.night_record_seals
  for each row execute function internal.refuse_change();

create function internal.asked_by(p_user_id uuid)
returns jsonb
language sql stable
set search_path = ''
as $$ select jsonb_build_object('name', m.name, 'role', m.role) from public.staff_members m where m.user_id = p_user_id $$;
comment on function internal.asked_by is 'A member of staff as a record names them; null if it is none.';

create function internal.changed_parts(p_before jsonb, p_after jsonb)
returns jsonb
language sql immutable
set search_path = ''
as $$
  select coalesce(jsonb_object_agg(a.key, a.value), '{}') from jsonb_each(p_after) a
  -- A part that the record was made without is no change of it.
  where p_before ? a.key and p_before -> a.key <> a.value
$$;
comment on function internal.changed_parts is 'Those of the parts after that differ from before.';

create function internal.standing_parts(p_record_id uuid)
returns jsonb
language plpgsql stable
set search_path = ''
as $$
declare
  v_record public.night_records;
  v_parts jsonb := '{}';
begin
  for v_record in
    select r.* from public.night_records r where r.id = p_record_id or r.corrects = p_record_id order by r.corrects nulls first, r.asked_at, r.id
  loop
    v_parts := v_parts || (v_record.content -> 'parts');
  end loop;
  return v_parts;
end
$$;
comment on function internal.standing_parts is 'The parts of a record with every correction since laid over them.';

create function internal.lock_record(p_event_id uuid)
returns void
language sql volatile
set search_path = ''
as $$ select pg_advisory_xact_lock(hashtextextended('record of ' || p_event_id, 0)) $$;
comment on function internal.lock_record is 'Whoever adds to a night''s record waits here for the other, and finds what it added.';

create function internal.write_record(p_event public.events, p_asked_by uuid)
returns uuid
language plpgsql volatile
set search_path = ''
as $$
declare
  v_id uuid := gen_random_uuid();
begin
  perform internal.lock_record(p_event.id);
  return coalesce((select r.id from public.night_records r where r.event_id = p_event.id and r.corrects is null), (
    internal.add_record(v_id, p_event.id, null, p_asked_by, jsonb_build_object('kind', 'record', 'night', internal.record_night(p_event),
      'parts', internal.record_as_it_stands(p_event)))));
end
$$;
comment on function internal.write_record is 'Writes down a night''s record, once: a second call returns the first one''s id.';

create function internal.add_record(p_id uuid, p_event_id uuid, p_corrects uuid, p_asked_by uuid, p_content jsonb)
returns uuid
language sql volatile
set search_path = ''
as $$
  insert into public.night_records (id, event_id, corrects, asked_by, content)
  values (p_id, p_event_id, p_corrects, p_asked_by, p_content || jsonb_build_object('format', 'maguey.night-record/1', 'id', p_id,
    'written_at', internal.to_ms(now()), 'asked_by', internal.asked_by(p_asked_by)))
  returning id
$$;
comment on function internal.add_record is 'Adds a record or correction with what every one of them says of itself.';

create function public.seal_night(p_event_id uuid)
returns jsonb
language plpgsql volatile security definer
set search_path = ''
as $$
declare
  v_event public.events;
  v_was boolean;
  v_id uuid;
begin
  perform internal.require_action('seal_record');
  select * into v_event from public.events e where e.id = p_event_id and e.status <> 'draft';
  if v_event.id is null then
    perform internal.fail('event_not_found', 404);
  elsif v_event.ends_at > now() then
    perform internal.fail('night_not_over', 409);
  end if;
  -- Before looking: of two who seal at once, one has sealed and the other has not.
  perform internal.lock_record(p_event_id);
  v_was := exists (select from public.night_records r where r.event_id = p_event_id);
  v_id := internal.write_record(v_event, auth.uid());
  if not v_was then
    perform internal.log_action('seal_record', p_event_id, null, '', jsonb_build_object('record_id', v_id));
  end if;
  return jsonb_build_object('record_id', v_id);
end
$$;
comment on function public.seal_night is
  'Writes down the record of a night that is over, for the functions to seal. Calling it again returns the same record. Security definer because nobody may write night_records; it checks the caller''s role itself.';
grant execute on function public.seal_night to authenticated;

create function public.correct_record(p_id uuid, p_record_id uuid, p_words text)
returns jsonb
language plpgsql volatile security definer
set search_path = ''
as $$
declare
  v_record public.night_records;
  v_event public.events;
  v_words text := btrim(coalesce(p_words, ''));
  v_same public.night_records;
begin
  perform internal.require_action('seal_record');
  if p_id is null or length(v_words) not between 1 and 2000 then
    perform internal.fail('invalid_request', 400);
  end if;
  select r.* into v_record from public.night_records r where r.id = p_record_id and r.corrects is null
    and exists (select from public.night_record_seals s where s.record_id = r.id);
  if v_record.id is null then
    perform internal.fail('not_found', 404);
  end if;
  perform internal.lock_record(v_record.event_id);
  select r.* into v_same from public.night_records r where r.id = p_id;
  if v_same.id is not null and (v_same.corrects is distinct from p_record_id or v_same.content ->> 'words' <> v_words) then
    perform internal.fail('client_key_conflict', 409);
  elsif v_same.id is null then
    select * into v_event from public.events e where e.id = v_record.event_id;
    perform internal.add_record(p_id, v_event.id, v_record.id, auth.uid(), jsonb_build_object('kind', 'correction', 'night', internal.record_night(v_event),
      'corrects', jsonb_build_object('id', v_record.id, 'sha256', (select s.sha256 from public.night_record_seals s where s.record_id = v_record.id)),
      'words', v_words, 'parts', internal.changed_parts(internal.standing_parts(v_record.id), internal.record_as_it_stands(v_event))));
    perform internal.log_action('correct_record', v_event.id, null, v_words, jsonb_build_object('record_id', p_id));
  end if;
  return jsonb_build_object('record_id', p_id);
end
$$;
comment on function public.correct_record is
  'Adds a correction to a sealed record: what there is to say, and those parts that the facts tell otherwise by now. p_id is made by the caller; calling it again with it adds nothing. Security definer because nobody may write night_records; it checks the caller''s role itself.';
grant execute on function public.correct_record to authenticated;

create function internal.record_told(p_record public.night_records)
returns jsonb
language sql stable
set search_path = ''
as $$
  select jsonb_build_object('content', p_record.content, 'asked_at', internal.to_ms(p_record.asked_at),
    'seal', (select jsonb_build_object('manifest', s.manifest, 'sha256', s.sha256, 'kid', s.kid, 'signature', s.signature,
      'public_key', internal.base64url(k.public_key), 'sealed_at', internal.to_ms(s.sealed_at))
      from public.night_record_seals s join public.signing_keys k on k.kid = s.kid where s.record_id = p_record.id))
$$;
comment on function internal.record_told is 'A record with its seal, null until it has one.';

create function public.night_record(p_event_id uuid)
returns jsonb
language plpgsql stable security definer
set search_path = ''
as $$
declare
  v_event public.events;
  v_record public.night_records;
  v_parts jsonb;
begin
  perform internal.require_action('see_record');
  select * into v_event from public.events e where e.id = p_event_id and e.status <> 'draft';
  if v_event.id is null then
    perform internal.fail('event_not_found', 404);
  end if;
  v_parts := internal.record_as_it_stands(v_event);
  select * into v_record from public.night_records r where r.event_id = p_event_id and r.corrects is null;
  return jsonb_build_object('is_over', v_event.ends_at <= now(), 'night', internal.record_night(v_event), 'parts', v_parts,
    'record', case when v_record.id is not null then internal.record_told(v_record) end,
    'corrections', (select coalesce(jsonb_agg(internal.record_told(c) order by c.asked_at, c.id), '[]')
      from public.night_records c where c.corrects = v_record.id),
    'changed', case when v_record.id is null then '[]' else (select coalesce(jsonb_agg(k order by k), '[]')
      from jsonb_object_keys(internal.changed_parts(internal.standing_parts(v_record.id), v_parts)) k) end);
end
$$;
comment on function public.night_record is
  'The record of a night: as the facts are now, as it was sealed, its corrections, and which parts the facts tell otherwise by now. Security definer because it reads across tables; it checks the caller''s role itself.';
grant execute on function public.night_record to authenticated;

create function public.sealed_record(p_record_id uuid)
returns jsonb
language plpgsql stable security definer
set search_path = ''
as $$
declare
  v_record public.night_records;
begin
  perform internal.require_action('see_record');
  select r.* into v_record from public.night_records r where r.id = p_record_id;
  if v_record.id is null or not exists (select from public.night_record_seals s where s.record_id = p_record_id) then
    perform internal.fail('not_found', 404);
  end if;
  return internal.record_told(v_record);
end
$$;
comment on function public.sealed_record is
  'One sealed record or correction with its seal, for a file. Security definer because it is one call of the functions in the caller''s name; it checks the caller''s role itself.';
grant execute on function public.sealed_record to authenticated;

create function public.records_to_seal(p_record_id uuid default null, p_limit int default 5)
returns jsonb
language plpgsql volatile security definer
set search_path = ''
as $$
begin
  if p_record_id is null then
    perform internal.write_record(e, null) from public.events e
    where e.status <> 'draft' and e.ends_at < now() - interval '3 days'
      and exists (select from public.scans s where s.event_id = e.id)
      and not exists (select from public.night_records r where r.event_id = e.id)
    order by e.ends_at limit p_limit;
  end if;
  return (
    select coalesce(jsonb_agg(r.content order by r.asked_at, r.id), '[]')
    from (select * from public.night_records x where (p_record_id is null or x.id = p_record_id)
        and not exists (select from public.night_record_seals s where s.record_id = x.id)
      order by x.asked_at, x.id limit p_limit) r);
end
$$;
comment on function public.records_to_seal is
  'What waits for a seal, or this one record if it does. Without an id, nights with scans that have been over for three days and that nobody sealed get their record first. Security definer because no role may write night_records.';
grant execute on function public.records_to_seal to service_role;

create function public.keep_seal(p_text text, p_manifest text, p_sha256 text, p_kid text, p_signature text)
returns void
language plpgsql volatile security definer
set search_path = ''
as $$
declare
  v_content jsonb := case when pg_input_is_valid(p_text, 'jsonb') then p_text::jsonb end;
  v_manifest jsonb := case when pg_input_is_valid(p_manifest, 'jsonb') then p_manifest::jsonb end;
  v_record public.night_records;
begin
  select r.* into v_record from public.night_records r where r.id::text = v_content ->> 'id';
  if v_record.id is null or v_record.content <> v_content or encode(sha256(convert_to(p_text, 'UTF8')), 'hex') <> p_sha256
    or v_manifest ->> 'sha256' is distinct from p_sha256 or not exists (select from public.signing_keys k where k.kid = p_kid) then
    perform internal.fail('invalid_request', 400);
  end if;
  insert into public.night_record_seals (record_id, text, manifest, sha256, kid, signature)
  values (v_record.id, p_text, p_manifest, p_sha256, p_kid, p_signature)
  on conflict do nothing;
end
$$;
comment on function public.keep_seal is
  'Keeps the seal of a record, once: the canonical text must be the record word for word, the hash its hash, and the key one that is published. Security definer because no role may write night_record_seals.';
grant execute on function public.keep_seal to service_role;
