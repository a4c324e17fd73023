-- Staff: who may manage. Door phones are devices, not people; see the devices migration.

create function internal.role_rank(p_role text)
returns int
language sql immutable
return array_position(array['front_desk', 'manager', 'admin'], p_role);
comment on function internal.role_rank is 'The roles, ranked by how much they may do; null if it is not a role.';

create table public.staff_members (
  id uuid primary key default gen_random_uuid(),
  user_id uuid not null unique references auth.users (id) on delete cascade,
  name text not null check (length(name) between 1 and 120),
  role text not null check (internal.role_rank(role) is not null),
  active boolean not null default true,
  created_at timestamptz not null default now()
);
comment on table public.staff_members is
  'Staff and their roles: internal.actions says what each role may do. Door work goes through a paired phone.';
comment on column public.staff_members.active is 'False revokes every right at once, without deleting the history of who did what.';
alter table public.staff_members enable row level security;

create function internal.has_second_factor(p_user_id uuid)
returns boolean
language plpgsql stable security definer
set search_path = ''
as $$
begin
  -- A database without Auth's tables (a bare Postgres in a test) knows none.
  if to_regclass('auth.mfa_factors') is null then
    return false;
  end if;
  return exists (select from auth.mfa_factors f where f.user_id = p_user_id and f.status = 'verified');
end
$$;
comment on function internal.has_second_factor is 'Whether somebody has set up an authenticator. Security definer because it reads Auth''s factors.';

create function internal.lacks_second_factor()
returns boolean
language sql stable
set search_path = ''
as $$
  select coalesce(nullif(current_setting('request.jwt.claims', true), '')::jsonb ->> 'aal', '') <> 'aal2' and internal.has_second_factor(auth.uid())
$$;
comment on function internal.lacks_second_factor is
  'Whether the caller has set up an authenticator and this session hasn''t shown its code.';

create function internal.is_manager()
returns boolean
language sql stable security definer
set search_path = ''
as $$
  select exists (
    select from public.staff_members s
    where s.user_id = (select auth.uid()) and s.active and internal.role_rank(s.role) >= internal.role_rank('manager')
  ) and not internal.lacks_second_factor()
$$;
comment on function internal.is_manager is
  'Whether the caller is an active manager or admin. Security definer because policies call it, including that of staff_members, which would otherwise recurse.';
grant execute on function internal.is_manager to authenticated;

create table internal.actions (
  action text primary key,
  least_role text not null check (internal.role_rank(least_role) is not null)
);
comment on table internal.actions is
  'What staff may do, and the lowest role for it; each role may also do what lower roles may. packages/wire/src/actions.ts is the same list, a test compares them. No policy: only functions read it.';
alter table internal.actions enable row level security;
insert into internal.actions (action, least_role) values
  ('see_nights', 'front_desk'),
  ('see_record', 'manager'),
  ('seal_record', 'manager'),
  ('find_orders', 'front_desk'),
  ('resend_mail', 'front_desk'),
  ('watch_night', 'manager'),
  ('overrule_door', 'manager'),
  ('raise_limit', 'manager'),
  ('manage_phones', 'manager'),
  ('edit_nights', 'manager'),
  ('cancel_night', 'manager'),
  ('correct_order', 'manager'),
  ('refund', 'manager'),
  ('void_tickets', 'manager'),
  ('reissue_ticket', 'manager'),
  ('comp_tickets', 'manager'),
  ('resolve_people', 'manager'),
  ('promo_codes', 'manager'),
  ('list_names', 'front_desk'),
  ('guest_lists', 'manager'),
  ('door_sales', 'manager'),
  ('promoters', 'manager'),
  ('see_money', 'manager'),
  ('see_bans', 'manager'),
  ('change_bans', 'manager'),
  ('change_settings', 'admin'),
  ('manage_staff', 'admin'),
  ('erase_people', 'admin');

create function internal.may(p_action text)
returns boolean
language sql stable security definer
set search_path = ''
as $$
  select exists (
    select from public.staff_members s, internal.actions a
    where s.user_id = (select auth.uid()) and s.active and a.action = p_action
      and internal.role_rank(s.role) >= internal.role_rank(a.least_role)
  ) and not internal.lacks_second_factor()
$$;
comment on function internal.may is
  'Whether the caller''s role is sufficient for this action, and their second factor shown if they have one; false for an action that is not in the list. Security definer because no role may read internal.actions.';

create function internal.may_overrule(p_staff_id uuid)
returns boolean
language sql stable
set search_path = ''
as $$
  select exists (
    select from public.staff_members s, internal.actions a
    where s.id = p_staff_id and s.active and a.action = 'overrule_door' and internal.role_rank(s.role) >= internal.role_rank(a.least_role))
$$;
comment on function internal.may_overrule is 'Whether this staff member may overrule a verdict at the door with their PIN.';

create function internal.require_second_factor()
returns void
language plpgsql stable
set search_path = ''
as $$
begin
  if internal.lacks_second_factor() then
    perform internal.fail('second_factor_needed', 403);
  end if;
end
$$;
comment on function internal.require_second_factor is 'Raises second_factor_needed if the caller set one up that this session hasn''t shown.';

create function internal.require_action(p_action text)
returns void
language plpgsql stable security definer
set search_path = ''
as $$
begin
  if internal.may(p_action) then
    return;
  end if;
  perform internal.require_second_factor();
  if exists (select from public.staff_members s where s.user_id = (select auth.uid()) and s.active) then
    perform internal.fail('not_allowed', 403, jsonb_build_object('action', p_action));
  end if;
  perform internal.fail('not_staff', 403);
end
$$;
comment on function internal.require_action is
  'Raises second_factor_needed while the caller''s is missing, not_staff unless they work here, not_allowed if their role is not sufficient. Security definer because it tells the two apart by a table that the caller may not read.';

create function public.who_am_i()
returns jsonb
language plpgsql stable security definer
set search_path = ''
as $$
declare
  v_me public.staff_members;
begin
  select * into v_me from public.staff_members s where s.user_id = (select auth.uid()) and s.active;
  if v_me.id is null then
    perform internal.fail('not_staff', 403);
  end if;
  perform internal.require_second_factor();
  return jsonb_build_object('name', v_me.name, 'role', v_me.role);
end
$$;
comment on function public.who_am_i is
  'The caller''s staff record, so that screens show what their role may do; else not_staff, or second_factor_needed. Security definer because it also answers callers who may not read the table.';
grant execute on function public.who_am_i to authenticated;

create policy "Staff can read their own entry" on public.staff_members
  for select to authenticated using (user_id = (select auth.uid()));
create policy "Managers can read all staff" on public.staff_members
  for select to authenticated using ((select internal.is_manager()));
grant select on public.staff_members to authenticated, service_role;

create function internal.ensure_staff_member(p_email text, p_password text, p_name text, p_role text)
returns uuid
language plpgsql volatile
set search_path = ''
as $$
declare
  v_user uuid;
begin
  select u.id into v_user from auth.users u where u.email = lower(p_email);
  if v_user is null then
    v_user := internal.create_sign_in(p_email, p_password);
  else
    update auth.users set encrypted_password = extensions.crypt(p_password, extensions.gen_salt('bf', 8)) where id = v_user;
  end if;
  insert into public.staff_members (user_id, name, role) values (v_user, p_name, p_role)
  on conflict (user_id) do update set name = excluded.name, role = excluded.role, active = true;
  return v_user;
end
$$;
comment on function internal.ensure_staff_member is
  'Makes this person a staff member with this password, creating the user if there is none. For the operator (SQL console, local stack), callable by no API role.';
