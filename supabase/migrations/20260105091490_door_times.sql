-- What a phone says of when something happened, within what can be true: the same for its scans and its acts.

create function internal.is_told_time(p_at double precision, p_device_time double precision, p_offset_ms double precision,
  p_uncertainty_ms double precision)
returns boolean
language sql immutable
-- 2001 to 2100: a phone whose clock is farther off has no time to speak of.
return p_at between 1e12 and 4102444800000 and p_device_time between 0 and 4102444800000
  and p_offset_ms between -2147483647 and 2147483647 and p_uncertainty_ms between 0 and 2147483647;
comment on function internal.is_told_time is
  'Whether these are the times of something that happened at a door, as a phone tells them: Unix milliseconds, the offset of its clock and its uncertainty. Null if one of them is.';

create function internal.clock_slack(p_uncertainty_ms double precision)
returns interval
language sql immutable
return least(p_uncertainty_ms, 60000) * interval '1 millisecond';
comment on function internal.clock_slack is 'How far a time may lie outside of what can be true before it is moved.';

create function internal.bounded_at(p_at timestamptz, p_slack interval, p_paired_at timestamptz, p_received_at timestamptz)
returns timestamptz
language sql stable
return least(greatest(p_at, p_paired_at - p_slack), p_received_at + p_slack);
comment on function internal.bounded_at is 'A time that a phone told, from its pairing to the receipt.';

create function internal.bounded_uncertainty_ms(p_at timestamptz, p_bounded_at timestamptz, p_uncertainty_ms double precision)
returns double precision
language sql stable
-- Off the bounds it is off by at least as much, and never sure.
return case when p_bounded_at = p_at then p_uncertainty_ms
  else greatest(60001, p_uncertainty_ms, abs(internal.to_ms(p_at) - internal.to_ms(p_bounded_at))) end;
comment on function internal.bounded_uncertainty_ms is 'How far a bounded time may be off.';
