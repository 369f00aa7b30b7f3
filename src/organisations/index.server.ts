export { type Action, allow, ALLOWED, anyone, may, oneself, reach, type Role, ROLES } from './access.ts';
export { actorOf, contextFor } from './context.ts';
export { notify, seeInbox, showInbox, unseenNotices } from './inbox.ts';
export { isSetUp, markSetUp } from './installation.ts';
export { codesOf, type Doer, doers, organisationIn } from './sql/find.ts';
export {
  municipalityOf,
  type Organisation,
  organisationAt,
  organisationById,
  organisationsUnder,
} from './sql/organisations.ts';
export type { Kind } from './sql/tables.ts';
// The first rows of an installation, before anybody is there whom the gate could ask.
export { insertOrganisation } from './sql/organisations.ts';
export { insertGrant, insertPerson, loginIsTaken } from './sql/people.ts';
