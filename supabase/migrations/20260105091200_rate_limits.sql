-- Rate limits: token buckets. Their keys (a network address, an e-mail address) are stored as hashes only.

create unlogged table public.rate_buckets (
  bucket text not null,
  key_hash bytea not null,
  tokens double precision not null,
  refilled_at timestamptz not null default now(),
  primary key (bucket, key_hash)
) with (fillfactor = 70);
comment on table public.rate_buckets is
  'Token buckets of the rate limits. Unlogged: a crash that empties them costs nothing. No policy: only take_rate_token reads it.';
create index rate_buckets_idle on public.rate_buckets (refilled_at);
alter table public.rate_buckets enable row level security;
grant select on public.rate_buckets to service_role;

create function public.take_rate_token(p_bucket text, p_key text, p_capacity int, p_refill_per_minute numeric)
returns jsonb
language plpgsql volatile security definer
set search_path = ''
as $$
declare
  v_hash bytea := sha256(convert_to(coalesce(p_key, ''), 'UTF8'));
  v_tokens double precision;
begin
  if coalesce(p_capacity, 0) < 1 or coalesce(p_refill_per_minute, 0) <= 0 then
    perform internal.fail('invalid_request', 400);
  end if;
  insert into public.rate_buckets as b (bucket, key_hash, tokens, refilled_at) values (p_bucket, v_hash, p_capacity - 1, clock_timestamp())
  on conflict (bucket, key_hash) do update set
    -- Refill for the time that has passed, then take one; a bucket below zero means refused.
    tokens = least(p_capacity, greatest(b.tokens, 0)
      + greatest(extract(epoch from clock_timestamp() - b.refilled_at)::double precision, 0) * p_refill_per_minute::double precision / 60) - 1,
    refilled_at = greatest(b.refilled_at, clock_timestamp())
  returning tokens into v_tokens;
  if v_tokens >= 0 then
    return jsonb_build_object('allowed', true, 'retry_after_seconds', 0);
  end if;
  -- A refusal takes no token, so that retrying doesn't lengthen the wait.
  update public.rate_buckets b set tokens = v_tokens + 1 where b.bucket = p_bucket and b.key_hash = v_hash;
  return jsonb_build_object('allowed', false, 'retry_after_seconds', greatest(1, ceil(-v_tokens * 60 / p_refill_per_minute::double precision)::int));
end
$$;
comment on function public.take_rate_token is
  'Takes one token from the bucket of this key: p_capacity at most, refilled by p_refill_per_minute. Security definer because rate_buckets is closed to every role.';
grant execute on function public.take_rate_token to service_role;

create function public.sweep_rate_buckets(p_idle_minutes int default 1440)
returns integer
language plpgsql volatile security definer
set search_path = ''
as $$
declare
  v_gone int;
begin
  delete from public.rate_buckets b where b.refilled_at < now() - p_idle_minutes * interval '1 minute';
  get diagnostics v_gone = row_count;
  return v_gone;
end
$$;
comment on function public.sweep_rate_buckets is
  'Deletes buckets that have been idle for so long that they are full again; returns how many. Security definer because rate_buckets is closed to every role.';
grant execute on function public.sweep_rate_buckets to service_role;
