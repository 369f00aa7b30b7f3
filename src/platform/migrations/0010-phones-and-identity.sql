-- Where an organisation can be reached when its return is late; for those who read the overview, never for the public.
alter table organisation add column phone text not null default '' check (length(phone) <= 60);

-- What names this installation wherever it is reached: in the UIDs of calendar events, whatever the host is called.
alter table installation add column id uuid not null default gen_random_uuid();
