-- Managers' PINs, with which they overrule a verdict on somebody else's phone, also without a network.

create table public.door_pins (
  staff_id uuid primary key references public.staff_members (id) on delete cascade,
  salt bytea not null check (length(salt) = 16),
  hash bytea not null check (length(hash) = 32),
  iterations integer not null check (iterations between 600000 and 10000000),
  set_at timestamptz not null default now()
);
comment on table public.door_pins is
  'PBKDF2-SHA256 of managers'' PINs, derived in their own browser: the PIN itself never comes here. Paired phones get these with the list. No policy: only functions read it.';
alter table public.door_pins enable row level security;
grant select on public.door_pins to service_role;

create function internal.managers_with_pins()
returns jsonb
language sql stable
set search_path = ''
as $$
  select coalesce(jsonb_agg(jsonb_build_object('id', s.id, 'name', s.name, 'salt', internal.base64url(p.salt), 'hash', internal.base64url(p.hash),
    'iterations', p.iterations) order by s.name, s.id), '[]')
  from public.door_pins p join public.staff_members s on s.id = p.staff_id
  where internal.may_overrule(s.id)
$$;
comment on function internal.managers_with_pins is 'Who may overrule at the door, with what their PIN is checked by; for paired phones only.';

create function internal.read_base64url(p_text text, p_bytes int)
returns bytea
language sql immutable
return case when p_text ~ '^[A-Za-z0-9_-]+$' and length(p_text) = ceil(p_bytes * 4 / 3.0)
  then decode(rpad(translate(p_text, '-_', '+/'), (length(p_text) + 3) / 4 * 4, '='), 'base64') end;
comment on function internal.read_base64url is 'So many bytes from RFC 4648 section 5 without padding, or null.';

create function public.set_door_pin(p_salt text, p_hash text, p_iterations int)
returns jsonb
language plpgsql volatile security definer
set search_path = ''
as $$
declare
  v_staff uuid;
  v_salt bytea := internal.read_base64url(p_salt, 16);
  v_hash bytea := internal.read_base64url(p_hash, 32);
begin
  perform internal.require_action('overrule_door');
  if v_salt is null or v_hash is null or coalesce(p_iterations not between 600000 and 10000000, true) then
    perform internal.fail('invalid_request', 400);
  end if;
  select s.id into v_staff from public.staff_members s where s.user_id = (select auth.uid());
  insert into public.door_pins (staff_id, salt, hash, iterations) values (v_staff, v_salt, v_hash, p_iterations)
  on conflict (staff_id) do update set salt = excluded.salt, hash = excluded.hash, iterations = excluded.iterations, set_at = now();
  perform internal.log_action('set_door_pin', null, null, '', jsonb_build_object('staff_id', v_staff));
  return public.door_pin();
end
$$;
comment on function public.set_door_pin is
  'Keeps the caller''s PIN for the door as a hash that their browser derived. Security definer because no role may write door_pins; it checks the caller''s role itself.';
grant execute on function public.set_door_pin to authenticated;

create function public.remove_door_pin()
returns jsonb
language plpgsql volatile security definer
set search_path = ''
as $$
declare
  v_staff uuid;
begin
  perform internal.require_action('overrule_door');
  select s.id into v_staff from public.staff_members s where s.user_id = (select auth.uid());
  delete from public.door_pins p where p.staff_id = v_staff;
  if found then
    perform internal.log_action('remove_door_pin', null, null, '', jsonb_build_object('staff_id', v_staff));
  end if;
  return public.door_pin();
end
$$;
comment on function public.remove_door_pin is
  'Forgets the caller''s PIN: phones lose it with their next pull. Security definer because no role may write door_pins; it checks the caller''s role itself.';
grant execute on function public.remove_door_pin to authenticated;

create function public.door_pin()
returns jsonb
language plpgsql stable security definer
set search_path = ''
as $$
begin
  perform internal.require_action('overrule_door');
  return jsonb_build_object('set_at', (
    select p.set_at from public.door_pins p join public.staff_members s on s.id = p.staff_id where s.user_id = (select auth.uid())));
end
$$;
comment on function public.door_pin is
  'Since when the caller has a PIN for the door; null without one. Security definer because no role may read door_pins; it tells callers of their own only.';
grant execute on function public.door_pin to authenticated;
