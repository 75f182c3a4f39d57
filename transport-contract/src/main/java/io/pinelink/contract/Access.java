package io.pinelink.contract;

/** What lets calls in, and so where they go. */
enum Access {
  /** An API key, at an index or at the control plane. */
  API_KEY,
  /** A token of the admin API, at the control plane. */
  TOKEN,
  /** Id and secret of a service account, at the login. */
  CLIENT_CREDENTIALS
}
