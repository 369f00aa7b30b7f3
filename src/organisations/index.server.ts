export {
  type Action,
  allow,
  ALLOWED,
  anyone,
  may,
  oneself,
  reach,
  type Role,
  ROLES,
  noStranger,
} from './access.ts';
export { addOrganisation } from './add-organisation.ts';
export { addOrganisations, previewOrganisations } from './add-organisations.ts';
export { addPeople, previewPeople } from './add-people.ts';
export { addPerson } from './add-person.ts';
export { changeOrganisation, changeTimeZone, closeOrganisation } from './change-organisation.ts';
export {
  disablePerson,
  enablePersonAgain,
  giveRole,
  inviteAgain,
  listPeople,
  makeTokenFor,
  renamePersonTo,
  showPerson,
  takeRole,
} from './change-person.ts';
export { actorBySession, actorByToken, actorOf, contextFor, operatorContext } from './context.ts';
export { notify, seeInbox, showInbox, unseenNotices } from './inbox.ts';
export { installationId, isSetUp, markSetUp } from './installation.ts';
export { codesOf, type Doer, doers, organisationIn, peopleOf } from './sql/find.ts';
export { listOrganisations, showOrganisation } from './list-organisations.ts';
export {
  changeOwnPassword,
  chooseLanguage,
  endOwnSession,
  makeOwnToken,
  ownAccess,
  revokeOwnToken,
  takeInvitation,
  takeInvitationForToken,
} from './own-access.ts';
export { readJournal } from './read-journal.ts';
export { KINDS, transliterate } from './rules/names.ts';
export { dialled } from './rules/phone.ts';
export { PROFILE } from './rules/profile.ts';
export { administerExample, createAdministrator, firstPerson, firstRun, setUp } from './set-up.ts';
export {
  municipalityOf,
  type Organisation,
  organisationAt,
  organisationById,
  organisationsUnder,
  phonesOf,
  regionOf,
  roadmapOwnerAt,
} from './sql/organisations.ts';
export type { Kind } from './sql/tables.ts';
// The first rows of an installation, before anybody is there whom the gate could ask.
export { insertOrganisation } from './sql/organisations.ts';
export { insertGrant, insertPerson, loginIsTaken } from './sql/people.ts';
export { grantsUnder } from './sql/grants.ts';
export { municipalities } from './sql/municipalities.ts';
export { lastVisit } from './sql/visits.ts';
