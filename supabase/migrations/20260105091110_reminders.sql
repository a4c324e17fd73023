-- A reminder on the day, once for each order, unless its owner wants none.

create table public.reminder_refusals (
  email_hash bytea primary key,
  created_at timestamptz not null default now()
);
comment on table public.reminder_refusals is
  'Addresses, as SHA-256, that get no reminders: enough to recognise one, not to read it. No policy: the worker works through functions.';
alter table public.reminder_refusals enable row level security;
grant select on public.reminder_refusals to service_role;

create function internal.email_hash(p_email text)
returns bytea
language sql immutable
set search_path = ''
as $$ select sha256(convert_to(lower(p_email), 'UTF8')) $$;
comment on function internal.email_hash is 'An address by which it is recognised and can''t be read.';

create function internal.reminder_due(p_event public.events)
returns timestamptz
language sql stable
set search_path = ''
as $$
  -- Not event_day, which a moved night keeps.
  select least((((p_event.doors_open_at at time zone p_event.timezone) - interval '6 hours')::date + time '12:00') at time zone p_event.timezone,
    p_event.doors_open_at - interval '3 hours')
$$;
comment on function internal.reminder_due is
  'Noon where the venue is, of the day on whose evening the doors open (after midnight, the day before), or three hours before the doors if that is earlier.';

create function public.queue_reminders(p_limit int default 500)
returns int
language plpgsql volatile security definer
set search_path = ''
as $$
declare
  v_queued int;
begin
  insert into public.mail_outbox (order_id, kind, to_email, locale)
  select o.id, 'reminder', o.customer_email, o.locale
  from public.events e join public.orders o on o.event_id = e.id
  where e.status = 'published' and e.doors_open_at > now() and e.doors_open_at < now() + interval '24 hours' and internal.reminder_due(e) <= now()
    and o.status in ('completed', 'partially_refunded') and o.dispute is distinct from 'open'
    -- Whoever bought today has the tickets' mail on top.
    and o.completed_at < internal.reminder_due(e) - interval '12 hours'
    and exists (select from public.tickets t where t.order_id = o.id and t.status = 'issued')
    and not exists (select from public.mail_outbox m where m.order_id = o.id and m.kind = 'reminder')
    and not exists (select from public.reminder_refusals r where r.email_hash = internal.email_hash(o.customer_email))
  limit p_limit
  on conflict (order_id, kind, cause) do nothing;
  get diagnostics v_queued = row_count;
  return v_queued;
end
$$;
comment on function public.queue_reminders is
  'Queues the reminders that are due, p_limit at most, and says how many; an order gets one, whatever becomes of its night. Security definer because no role may write mail_outbox.';
grant execute on function public.queue_reminders to service_role;

create function public.refuse_reminders(p_order_id uuid)
returns boolean
language plpgsql volatile security definer
set search_path = ''
as $$
begin
  insert into public.reminder_refusals (email_hash)
  select internal.email_hash(o.customer_email) from public.orders o where o.id = p_order_id
  on conflict do nothing;
  update public.mail_outbox m set status = 'dropped'
  where m.status = 'queued' and m.kind = 'reminder'
    and lower(m.to_email) = (select lower(o.customer_email) from public.orders o where o.id = p_order_id);
  return exists (select from public.orders o where o.id = p_order_id);
end
$$;
comment on function public.refuse_reminders is
  'The address of this order gets no reminders any more, of this or any other order; false for an unknown order. The function that calls it has checked the link. Security definer because no role may write reminder_refusals.';
grant execute on function public.refuse_reminders to service_role;
