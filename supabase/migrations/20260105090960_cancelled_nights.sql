-- A cancelled night: every order is settled and refunded. Long work, in steps that can resume after a restart.

create table public.event_cancellations (
  event_id uuid primary key references public.events (id) on delete cascade,
  reason text not null,
  cancelled_by uuid,
  settled_to uuid,
  created_at timestamptz not null default now(),
  finished_at timestamptz
);
comment on table public.event_cancellations is 'Cancelled nights, and how far the worker is with their orders.';
comment on column public.event_cancellations.settled_to is 'Orders up to this id are settled.';
create index event_cancellations_under_way on public.event_cancellations (created_at) where finished_at is null;
alter table public.event_cancellations enable row level security;
create policy "Managers can read cancellations" on public.event_cancellations
  for select to authenticated using ((select internal.is_manager()));
grant select on public.event_cancellations to authenticated, service_role;

create function internal.cancellation_progress(p_event_id uuid)
returns jsonb
language sql stable
set search_path = ''
as $$
  select jsonb_build_object('event_id', c.event_id, 'reason', c.reason, 'cancelled_at', c.created_at, 'finished_at', c.finished_at,
    'orders', n.orders, 'orders_settled', n.settled, 'refunds', r.refunds, 'refunds_done', r.done, 'refunds_failed', r.failed,
    'amount', r.amount::text, 'amount_returned', r.returned::text)
  from public.event_cancellations c, lateral (
    select count(*) as orders, count(*) filter (where o.id <= c.settled_to or c.finished_at is not null) as settled
    from public.orders o where o.event_id = c.event_id and (o.completed_at is not null or o.stripe_payment_intent_id is not null)
  ) n, lateral (
    select count(*) filter (where m.amount > 0) as refunds, count(*) filter (where m.returned >= m.amount) as done,
      count(*) filter (where m.failed > 0 and m.returned < m.amount) as failed,
      coalesce(sum(m.amount), 0) as amount, coalesce(sum(m.returned), 0) as returned
    from public.orders o cross join internal.money_of_order(o.id) m
    where o.event_id = c.event_id and (o.completed_at is not null or o.stripe_payment_intent_id is not null)
  ) r
  where c.event_id = p_event_id
$$;
comment on function internal.cancellation_progress is 'The progress of a cancelled night: orders settled, payments refunded, what failed; null if it was not cancelled here.';

create function public.cancel_event(p_event_id uuid, p_reason text)
returns jsonb
language plpgsql volatile security definer
set search_path = ''
as $$
begin
  perform internal.require_action('cancel_night');
  perform internal.require_reason(p_reason);
  update public.events e set status = 'cancelled' where e.id = p_event_id and e.status <> 'cancelled';
  if not found and not exists (select from public.events e where e.id = p_event_id) then
    perform internal.fail('event_not_found', 404);
  end if;
  insert into public.event_cancellations (event_id, reason, cancelled_by) values (p_event_id, trim(p_reason), auth.uid()) on conflict do nothing;
  if found then
    perform internal.log_action('cancel_event', p_event_id, null, trim(p_reason));
  end if;
  return internal.cancellation_progress(p_event_id);
end
$$;
comment on function public.cancel_event is
  'Cancels a night: nothing is sold from this moment, and the worker settles every order and refunds it. Calling it again returns the progress. Security definer because no role may write events directly; it checks the caller''s role itself.';
grant execute on function public.cancel_event to authenticated;

create function public.cancellation_progress(p_event_id uuid)
returns jsonb
language plpgsql stable security definer
set search_path = ''
as $$
begin
  perform internal.require_action('cancel_night');
  return internal.cancellation_progress(p_event_id);
end
$$;
comment on function public.cancellation_progress is
  'The progress of a cancelled night; null if it is not cancelled. Security definer because it reads across tables in one call; it checks the caller''s role itself.';
grant execute on function public.cancellation_progress to authenticated;

create function public.work_on_cancellations(p_limit int default 50)
returns integer
language plpgsql volatile security definer
set search_path = ''
as $$
declare
  v_work public.event_cancellations;
  v_order uuid;
  v_done int := 0;
begin
  select * into v_work from public.event_cancellations c where c.finished_at is null order by c.created_at limit 1 for update skip locked;
  if v_work.event_id is null then
    return 0;
  end if;
  for v_order in
    select o.id from public.orders o where o.event_id = v_work.event_id and (v_work.settled_to is null or o.id > v_work.settled_to)
    order by o.id limit p_limit
  loop
    perform internal.settle_order(v_order);
    v_work.settled_to := v_order;
    v_done := v_done + 1;
  end loop;
  update public.event_cancellations c set settled_to = v_work.settled_to, finished_at = case when v_done < p_limit then now() end
  where c.event_id = v_work.event_id;
  return v_done;
end
$$;
comment on function public.work_on_cancellations is
  'Settles the next orders of a cancelled night and returns how many; 0 if nothing is left. Being killed half-way loses nothing: a step is one transaction. Security definer because no role may write orders directly.';
grant execute on function public.work_on_cancellations to service_role;
