-- Staff management: what admins do about the staff, and leaving.

create function internal.require_other_admin(p_staff_id uuid)
returns void
language plpgsql volatile
set search_path = ''
as $$
begin
  -- Two admins who remove each other at once take turns.
  perform from public.staff_members s where s.role = 'admin' and s.active order by s.id for no key update;
  if not exists (select from public.staff_members s where s.role = 'admin' and s.active and s.id <> p_staff_id) then
    perform internal.fail('last_admin', 409);
  end if;
end
$$;
comment on function internal.require_other_admin is 'Raises last_admin unless somebody else is an admin too.';

create function public.staff_list()
returns jsonb
language plpgsql stable security definer
set search_path = ''
as $$
begin
  perform internal.require_action('manage_staff');
  return jsonb_build_object(
    'members', (select coalesce(jsonb_agg(jsonb_build_object('id', s.id, 'name', s.name, 'email', u.email, 'role', s.role, 'active', s.active,
      'me', s.user_id = auth.uid(), 'second_factor', internal.has_second_factor(s.user_id), 'last_sign_in_at', u.last_sign_in_at, 'created_at', s.created_at) order by s.active desc, s.name), '[]')
      from public.staff_members s join auth.users u on u.id = s.user_id),
    'invitations', (select coalesce(jsonb_agg(jsonb_build_object('id', l.id, 'name', l.name, 'email', l.email, 'role', l.role,
      'created_at', l.created_at, 'expires_at', l.expires_at, 'sent_at', l.sent_at, 'failed', l.last_error is not null and l.sent_at is null)
      order by l.created_at desc), '[]')
      from public.staff_links l where l.kind = 'invite' and l.ended_at is null));
end
$$;
comment on function public.staff_list is
  'Current staff, former staff and open invitations. Security definer because it reads addresses from auth.users; it checks the caller''s role itself.';
grant execute on function public.staff_list to authenticated;

create function public.invite_staff(p_email text, p_name text, p_role text, p_locale text default 'en')
returns jsonb
language plpgsql volatile security definer
set search_path = ''
as $$
declare
  v_email text := lower(trim(coalesce(p_email, '')));
  v_link public.staff_links;
begin
  perform internal.require_action('manage_staff');
  if not internal.is_email(v_email) then
    perform internal.fail('invalid_email', 422);
  elsif coalesce(length(trim(p_name)), 0) not between 1 and 120 or internal.role_rank(p_role) is null then
    perform internal.fail('invalid_request', 400);
  elsif exists (select from public.staff_members s join auth.users u on u.id = s.user_id where u.email = v_email and s.active) then
    perform internal.fail('already_staff', 409);
  end if;
  update public.staff_links l set ended_at = now() where l.email = v_email and l.kind = 'invite' and l.ended_at is null;
  insert into public.staff_links (kind, email, name, role, locale, made_by, expires_at)
  values ('invite', v_email, trim(p_name), p_role, case when p_locale = 'es' then 'es' else 'en' end, auth.uid(), now() + interval '7 days')
  returning * into v_link;
  perform internal.log_action('invite_staff', null, null, '', jsonb_build_object('link_id', v_link.id, 'role', p_role));
  return jsonb_build_object('id', v_link.id);
end
$$;
comment on function public.invite_staff is
  'Invites somebody by mail, for seven days; inviting again replaces the older invitation. Security definer because no role may write staff directly; it checks the caller''s role itself.';
grant execute on function public.invite_staff to authenticated;

create function public.withdraw_invitation(p_id uuid)
returns jsonb
language plpgsql volatile security definer
set search_path = ''
as $$
begin
  perform internal.require_action('manage_staff');
  update public.staff_links l set ended_at = now() where l.id = p_id and l.kind = 'invite' and l.ended_at is null;
  if not found then
    perform internal.fail('not_found', 404);
  end if;
  perform internal.log_action('change_staff', null, null, '', jsonb_build_object('link_id', p_id, 'withdrawn', true));
  return jsonb_build_object('id', p_id);
end
$$;
comment on function public.withdraw_invitation is
  'Makes an invitation''s link useless. Security definer because no role may write staff directly; it checks the caller''s role itself.';
grant execute on function public.withdraw_invitation to authenticated;

create function public.change_staff(p_id uuid, p_role text, p_active boolean)
returns jsonb
language plpgsql volatile security definer
set search_path = ''
as $$
declare
  v_before public.staff_members;
begin
  perform internal.require_action('manage_staff');
  if internal.role_rank(p_role) is null or p_active is null then
    perform internal.fail('invalid_request', 400);
  end if;
  select * into v_before from public.staff_members s where s.id = p_id;
  if v_before.id is null then
    perform internal.fail('not_found', 404);
  end if;
  if v_before.role = 'admin' and v_before.active and not (p_role = 'admin' and p_active) then
    perform internal.require_other_admin(p_id);
  end if;
  update public.staff_members s set role = p_role, active = p_active where s.id = p_id;
  if not p_active then
    perform internal.end_sessions(v_before.user_id);
  end if;
  perform internal.log_action('change_staff', null, null, '', jsonb_build_object('staff_id', p_id, 'role', p_role, 'active', p_active));
  return jsonb_build_object('id', p_id);
end
$$;
comment on function public.change_staff is
  'Gives somebody another role, or removes them from the staff: all rights and sessions end at once. The last admin stays one. Security definer because no role may write staff directly; it checks the caller''s role itself.';
grant execute on function public.change_staff to authenticated;

create function public.reset_second_factor(p_id uuid)
returns jsonb
language plpgsql volatile security definer
set search_path = ''
as $$
declare
  v_user uuid;
begin
  perform internal.require_action('manage_staff');
  select s.user_id into v_user from public.staff_members s where s.id = p_id;
  if v_user is null or not internal.has_second_factor(v_user) then
    perform internal.fail('not_found', 404);
  end if;
  delete from auth.mfa_factors f where f.user_id = v_user;
  perform internal.end_sessions(v_user);
  perform internal.log_action('reset_second_factor', null, null, '', jsonb_build_object('staff_id', p_id));
  return jsonb_build_object('id', p_id);
end
$$;
comment on function public.reset_second_factor is
  'Removes somebody''s authenticator, whose phone is lost, and ends their sessions: their password alone signs them in, until they set up another. Security definer because it deletes Auth''s factors; it checks the caller''s role itself.';
grant execute on function public.reset_second_factor to authenticated;

create function public.leave_staff()
returns jsonb
language plpgsql volatile security definer
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
  if v_me.role = 'admin' then
    perform internal.require_other_admin(v_me.id);
  end if;
  update public.staff_members s set active = false where s.id = v_me.id;
  perform internal.log_action('change_staff', null, null, '', jsonb_build_object('staff_id', v_me.id, 'active', false));
  perform internal.end_sessions(v_me.user_id);
  return jsonb_build_object('id', v_me.id);
end
$$;
comment on function public.leave_staff is
  'Removes the caller from the staff. Security definer because no role may write staff directly; it only ever changes the caller.';
grant execute on function public.leave_staff to authenticated;

create function public.own_sessions()
returns jsonb
language plpgsql stable security definer
set search_path = ''
as $$
begin
  perform internal.require_action('see_nights');
  -- A database without Auth's tables (a bare Postgres in a test) knows none.
  if to_regclass('auth.sessions') is null then
    return '[]';
  end if;
  return (
    select coalesce(jsonb_agg(jsonb_build_object('id', s.id, 'started_at', s.created_at,
      'seen_at', coalesce(s.refreshed_at at time zone 'UTC', s.created_at), 'agent', left(s.user_agent, 300),
      'here', s.id::text is not distinct from nullif(current_setting('request.jwt.claims', true), '')::jsonb ->> 'session_id')
      order by coalesce(s.refreshed_at at time zone 'UTC', s.created_at) desc), '[]')
    from auth.sessions s where s.user_id = auth.uid() and (s.not_after is null or s.not_after > now()));
end
$$;
comment on function public.own_sessions is
  'Where the caller is signed in, latest first. Security definer because it reads Auth''s sessions; it only ever shows the caller''s.';
grant execute on function public.own_sessions to authenticated;

create function public.end_own_session(p_id uuid)
returns jsonb
language plpgsql volatile security definer
set search_path = ''
as $$
begin
  perform internal.require_action('see_nights');
  if to_regclass('auth.sessions') is not null then
    delete from auth.sessions s where s.id = p_id and s.user_id = auth.uid();
    if found then
      perform internal.log_action('end_session', null, null, '', jsonb_build_object('session_id', p_id));
      return jsonb_build_object('id', p_id);
    end if;
  end if;
  perform internal.fail('not_found', 404);
end
$$;
comment on function public.end_own_session is
  'Signs the caller out on one device: its session can''t be renewed, and its access token lives out its hour. Security definer because it deletes from Auth''s sessions; it only ever ends the caller''s.';
grant execute on function public.end_own_session to authenticated;
