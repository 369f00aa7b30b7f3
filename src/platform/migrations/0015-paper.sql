-- The signed paper of a submission, as scanned: its checksum then, so that whoever looks later sees whether it is still that.
create table return_scan (
  id int generated always as identity primary key,
  campaign_id int not null, org_id int not null, rev int not null,
  checksum text not null, file_id uuid not null references file,
  account_id int references account, at timestamptz not null,
  foreign key (campaign_id, org_id, rev) references return_revision
);
create index return_scan_return on return_scan (campaign_id, org_id, id);
create trigger return_scan_is_append_only before update or delete on return_scan
  for each row execute function refuse_change();
