import assert from 'node:assert/strict';
import test from 'node:test';
import { home, navigation } from './navigation.ts';

const grant = (role: string, kind: string) => ({ role, kind, organisationId: 1, at: 'ru', name: kind });
const hrefs = (...grants: ReturnType<typeof grant>[]) => navigation(grants).map(({ href }) => href);

test('a region’s people are led to their roadmap, not to a monitoring that is the municipality’s', () => {
  assert.deepEqual(hrefs(grant('coordinator', 'region')), ['/office/roadmap']);
  assert.deepEqual(hrefs(grant('controller', 'region')), ['/office/roadmap', '/office/journal']);
  assert.equal(home([grant('controller', 'region')]), '/office/roadmap');
});

test('who works in a municipality too has all of its words', () => {
  const links = hrefs(grant('controller', 'region'), grant('coordinator', 'municipality'));
  assert.ok(links.includes('/office/campaigns') && links.includes('/office'));
  assert.equal(home([grant('coordinator', 'municipality')]), '/office');
  assert.equal(home([grant('controller', 'municipality')]), '/office/overview');
});
