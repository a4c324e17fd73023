-- Staff: who may manage. Door phones are devices, not people; see the devices migration.

create table public.staff_members (
  id uuid primary key default gen_random_uuid(),
  user_id uuid not null unique references auth.users (id) on delete cascade,
  name text not null check (length(name) between 1 and 120),
  role text not null check (role in ('door', 'manager', 'admin')),
  active boolean not null default true,
  created_at timestamptz not null default now()
);
comment on table public.staff_members is
  'People who work here, and as what. manager and admin see and change everything of the night; door alone gives nothing: door work goes through a paired phone.';
comment on column public.staff_members.active is 'False ends every right at once, without deleting who did what.';
alter table public.staff_members enable row level security;

create function internal.is_manager()
returns boolean
language sql stable security definer
set search_path = ''
as $$
  select exists (
    select from public.staff_members s
    where s.user_id = (select auth.uid()) and s.active and s.role in ('manager', 'admin')
  )
$$;
comment on function internal.is_manager is
  'Whether the caller is an active manager or admin. Security definer because policies call it, also that of staff_members, which would otherwise recurse.';
grant execute on function internal.is_manager to authenticated;

create function internal.require_manager()
returns void
language plpgsql stable
set search_path = ''
as $$
begin
  if not internal.is_manager() then
    perform internal.fail('not_staff', 403);
  end if;
end
$$;
comment on function internal.require_manager is 'Raises not_staff unless the caller is an active manager or admin.';

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
  'Makes this person a staff member with this password, creating the user when there is none. For the operator (SQL console, local stack), callable by no API role.';
