-- Staff links: a password is set by a link that was mailed, after an invitation or a forgotten one, or by whoever knows the old one.

create table public.staff_links (
  id uuid primary key default gen_random_uuid(),
  kind text not null check (kind in ('invite', 'reset')),
  email text not null check (email = lower(email) and length(email) <= 254),
  name text not null check (length(name) between 1 and 120),
  role text not null check (internal.role_rank(role) is not null),
  locale text not null default 'en' check (locale in ('en', 'es')),
  token_hash bytea unique,
  made_by uuid,
  created_at timestamptz not null default now(),
  expires_at timestamptz not null,
  ended_at timestamptz,
  attempts integer not null default 0,
  next_attempt_at timestamptz not null default now(),
  sent_at timestamptz,
  last_error text
);
comment on table public.staff_links is
  'Links for setting a password, after an invitation or a forgotten one. The token is made together with the mail, and only its hash is kept. ended_at: used, withdrawn or replaced. No policy: only functions read it.';
create index staff_links_due on public.staff_links (next_attempt_at) where sent_at is null and ended_at is null;
create unique index staff_links_open on public.staff_links (email, kind) where ended_at is null;
alter table public.staff_links enable row level security;
grant select on public.staff_links to service_role;

create function internal.end_sessions(p_user_id uuid)
returns void
language plpgsql volatile
set search_path = ''
as $$
declare
  v_table text;
begin
  -- Hosted Auth and the embedded one keep them in different tables. An access token lives out its hour, but its role is
  -- refused.
  foreach v_table in array array['sessions', 'refresh_tokens'] loop
    if exists (select from pg_attribute a where a.attrelid = to_regclass('auth.' || v_table) and a.attname = 'user_id' and not a.attisdropped) then
      execute format('delete from auth.%I where user_id::text = $1', v_table) using p_user_id::text;
    end if;
  end loop;
end
$$;
comment on function internal.end_sessions is 'Signs a user out everywhere: none of their sessions can be renewed.';

create function internal.set_password(p_user_id uuid, p_password text)
returns void
language plpgsql volatile
set search_path = ''
as $$
begin
  -- bcrypt reads no more than 72 bytes.
  if length(coalesce(p_password, '')) < 10 or octet_length(p_password) > 72 then
    perform internal.fail('password_weak', 422);
  end if;
  update auth.users set encrypted_password = extensions.crypt(p_password, extensions.gen_salt('bf', 10)), updated_at = now() where id = p_user_id;
end
$$;
comment on function internal.set_password is 'Sets a password of 10 to 72 bytes, else password_weak.';

create function public.change_own_password(p_current text, p_new text)
returns jsonb
language plpgsql volatile security definer
set search_path = ''
as $$
begin
  if not exists (select from public.staff_members s where s.user_id = (select auth.uid()) and s.active) then
    perform internal.fail('not_staff', 403);
  end if;
  perform internal.require_second_factor();
  if not (public.take_rate_token('own_password', auth.uid()::text, 10, 1) ->> 'allowed')::boolean then
    return jsonb_build_object('changed', false, 'code', 'too_many_requests');
  elsif not exists (
    select from auth.users u where u.id = auth.uid() and u.encrypted_password = extensions.crypt(coalesce(p_current, ''), u.encrypted_password)) then
    return jsonb_build_object('changed', false, 'code', 'password_wrong');
  end if;
  perform internal.set_password(auth.uid(), p_new);
  perform internal.end_sessions(auth.uid());
  perform internal.log_action('change_password', null, null, '');
  return jsonb_build_object('changed', true);
end
$$;
comment on function public.change_own_password is
  'Sets a new password for the caller, who must give the old one, and ends every session. A wrong old password is an answer and not an error, so that the count of attempts is committed. Security definer because it writes auth.users; it only ever changes the caller.';
grant execute on function public.change_own_password to authenticated;

create function public.request_password_reset(p_email text, p_locale text default 'en')
returns jsonb
language plpgsql volatile security definer
set search_path = ''
as $$
declare
  v_email text := lower(trim(coalesce(p_email, '')));
begin
  -- One that was requested a moment ago is still on its way, and nobody's inbox is filled: three, then one in twenty minutes.
  if not exists (select from public.staff_links l where l.email = v_email and l.kind = 'reset' and l.ended_at is null and l.created_at > now() - interval '2 minutes')
    and (public.take_rate_token('reset_mail', v_email, 3, 0.05) ->> 'allowed')::boolean then
    update public.staff_links l set ended_at = now() where l.email = v_email and l.kind = 'reset' and l.ended_at is null;
    insert into public.staff_links (kind, email, name, role, locale, expires_at)
    select 'reset', v_email, s.name, s.role, case when p_locale = 'es' then 'es' else 'en' end, now() + interval '1 hour'
    from public.staff_members s join auth.users u on u.id = s.user_id where u.email = v_email and s.active;
  end if;
  return jsonb_build_object('asked', true);
end
$$;
comment on function public.request_password_reset is
  'Queues a password link for the staff member with this address; the answer is the same for any other address. Security definer because no role may write staff_links.';
grant execute on function public.request_password_reset to service_role;

create function public.claim_staff_mails(p_limit int default 5)
returns jsonb
language plpgsql volatile security definer
set search_path = ''
as $$
declare
  v_link record;
  v_token text;
  v_mails jsonb := '[]';
begin
  for v_link in
    select l.* from public.staff_links l
    where l.sent_at is null and l.ended_at is null and l.expires_at > now() and l.next_attempt_at <= now() and l.attempts < 12
    order by l.next_attempt_at limit p_limit for no key update skip locked
  loop
    -- A new token for each attempt, so that it needn't be stored until the mail is sent.
    v_token := internal.base64url(extensions.gen_random_bytes(24));
    update public.staff_links l set token_hash = sha256(convert_to(v_token, 'UTF8')), attempts = l.attempts + 1,
      next_attempt_at = now() + least(60 * power(2, l.attempts), 3600) * interval '1 second'
    where l.id = v_link.id;
    v_mails := v_mails || jsonb_build_object('id', v_link.id, 'kind', v_link.kind, 'to', v_link.email, 'name', v_link.name, 'role', v_link.role,
      'locale', v_link.locale, 'token', v_token, 'attempt', v_link.attempts + 1);
  end loop;
  return v_mails;
end
$$;
comment on function public.claim_staff_mails is
  'Links to be mailed, each with its one-time token in the clear, which is stored nowhere. An attempt that is not finished is retried later with another token. Security definer because no role may write staff_links.';
grant execute on function public.claim_staff_mails to service_role;

create function public.finish_staff_mail(p_id uuid, p_error text default null)
returns jsonb
language sql volatile security definer
set search_path = ''
as $$
  with done as (
    update public.staff_links l set sent_at = case when p_error is null then now() end, last_error = left(p_error, 200) where l.id = p_id returning l.id
  )
  select jsonb_build_object('noted', exists (select from done))
$$;
comment on function public.finish_staff_mail is 'Records whether a link''s mail was accepted. Security definer because no role may write staff_links.';
grant execute on function public.finish_staff_mail to service_role;

create function public.redeem_staff_link(p_token_hash text, p_password text)
returns jsonb
language plpgsql volatile security definer
set search_path = ''
as $$
declare
  v_link public.staff_links;
  v_user uuid;
begin
  select * into v_link from public.staff_links l where encode(l.token_hash, 'hex') = lower(p_token_hash) for update;
  if v_link.id is null or v_link.ended_at is not null or v_link.expires_at <= now() then
    perform internal.fail('link_ended', 410);
  end if;
  select u.id into v_user from auth.users u where u.email = v_link.email;
  if v_link.kind = 'reset' and not exists (select from public.staff_members s where s.user_id = v_user and s.active) then
    perform internal.fail('link_ended', 410);
  elsif v_user is null then
    v_user := internal.create_sign_in(v_link.email, p_password);
  end if;
  perform internal.set_password(v_user, p_password);
  -- Opening the link from the mail proves the address.
  update auth.users u set email_confirmed_at = coalesce(u.email_confirmed_at, now()) where u.id = v_user;
  perform internal.end_sessions(v_user);
  if v_link.kind = 'invite' then
    insert into public.staff_members (user_id, name, role) values (v_user, v_link.name, v_link.role)
    on conflict (user_id) do update set name = excluded.name, role = excluded.role, active = true;
  end if;
  update public.staff_links l set ended_at = now() where l.id = v_link.id;
  return jsonb_build_object('email', v_link.email);
end
$$;
comment on function public.redeem_staff_link is
  'Sets the password of whoever holds the link''s token (its SHA-256 in hex), once; an invitation makes them staff. A weak password leaves the link as it is. Security definer because it writes auth.users and staff.';
grant execute on function public.redeem_staff_link to service_role;
