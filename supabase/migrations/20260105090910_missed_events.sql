-- Events that never arrived: Stripe's own list since the last time is read, so that a lost delivery is merely late.

create table public.stripe_catch_up (
  only_row boolean primary key default true check (only_row),
  heard_until timestamptz not null,
  next_at timestamptz not null
);
comment on table public.stripe_catch_up is
  'Up to when Stripe''s events were read back. One row. No policy: the worker works through functions.';
comment on column public.stripe_catch_up.heard_until is 'Every event that Stripe created before this was recorded, or was not about us.';
alter table public.stripe_catch_up enable row level security;
grant select on public.stripe_catch_up to service_role;

create function public.begin_stripe_catch_up()
returns jsonb
language plpgsql volatile security definer
set search_path = ''
as $$
declare
  v_mark public.stripe_catch_up;
begin
  -- The first time from the first order on: a shop may have sold for days before its worker ran.
  insert into public.stripe_catch_up (heard_until, next_at)
  select least(now() - interval '1 day', (select min(o.created_at) from public.orders o)), now()
  where not exists (select from public.stripe_catch_up) on conflict (only_row) do nothing;
  update public.stripe_catch_up c set next_at = now() + interval '5 minutes' where c.next_at <= now() returning * into v_mark;
  if v_mark.heard_until is null then
    return null;
  end if;
  return jsonb_build_object(
    -- Overlaps by ten minutes, as Stripe's list may show an event late. It goes back thirty days.
    'from', floor(extract(epoch from greatest(v_mark.heard_until - interval '10 minutes', now() - interval '30 days')))::bigint,
    -- Newer events are still on their way.
    'until', floor(extract(epoch from now() - interval '1 minute'))::bigint);
end
$$;
comment on function public.begin_stripe_catch_up is
  'The seconds since 1970 between which Stripe''s events are to be read back, or null within five minutes of the last time. Security definer because no role may write the mark directly.';
grant execute on function public.begin_stripe_catch_up to service_role;

create function public.unheard_stripe_events(p_ids text[])
returns text[]
language sql stable security definer
set search_path = ''
as $$
  select coalesce(array_agg(u.id order by u.nr), '{}')
  from unnest(p_ids) with ordinality u (id, nr) where not exists (select from public.stripe_events e where e.id = u.id)
$$;
comment on function public.unheard_stripe_events is
  'Which of these events were never recorded, in the order given. Security definer because it is one call of the functions, which hold no right on the tables.';
grant execute on function public.unheard_stripe_events to service_role;

create function public.finish_stripe_catch_up(p_heard_until bigint)
returns jsonb
language plpgsql volatile security definer
set search_path = ''
as $$
declare
  v_mark public.stripe_catch_up;
begin
  update public.stripe_catch_up c set heard_until = greatest(c.heard_until, least(to_timestamp(p_heard_until), now())) returning * into v_mark;
  return to_jsonb(floor(extract(epoch from v_mark.heard_until))::bigint);
end
$$;
comment on function public.finish_stripe_catch_up is
  'Records that every event before this time (seconds since 1970) was heard; it never goes back. Security definer because no role may write the mark directly.';
grant execute on function public.finish_stripe_catch_up to service_role;
