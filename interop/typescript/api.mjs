// The vendor's client, pointed at the server that is tested.

import assert from "node:assert/strict";
import { createRequire } from "node:module";

// The package means to be an ES module, too, but is not one for Node.
const { WebApi } = createRequire(import.meta.url)("@superoffice/webapi");

const baseUrl = process.env.BASE_URL;
if (!baseUrl) throw new Error("BASE_URL is not set; run `interop/run typescript`");

/** A client of an employee, who proves it with a bearer token. */
export function withToken(user) {
  const api = new WebApi(baseUrl);
  api.authenticateWithToken(user);
  return api;
}

/** A client of an employee, who proves it with a password. */
export function withPassword(user) {
  const api = new WebApi(baseUrl);
  api.authenticateWithPassword(user, "secret");
  return api;
}

/** What a rejected call has to be. */
export const status = (code) => (error) => error.response?.status === code;

/** Asserts that a thing is gone: agents may answer `null` for what they do not have. */
export async function gone(call) {
  const found = await call.catch((error) => (error.response?.status === 404 ? null : Promise.reject(error)));
  assert.equal(found, null);
}
