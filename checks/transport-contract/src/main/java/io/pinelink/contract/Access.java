package io.pinelink.contract;

/** The kind of credential that an operation needs, which also determines its host. */
enum Access {
  /** An API key, at an index or at the control plane. */
  API_KEY,
  /** An API key as a bearer token, at the control plane. */
  BEARER_API_KEY,
  /** A token of the admin API, at the control plane. */
  TOKEN,
  /** The id and the secret of a service account, at the login. */
  CLIENT_CREDENTIALS
}
