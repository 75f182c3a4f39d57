package io.pinelink.server.internal.http;

/** What a port serves, and to whom. */
public enum ListenerRole {
  /** The control plane, the admin API and the login. */
  CONTROL,
  /** The data plane as the internet sees it. */
  PUBLIC_DATA,
  /** The data plane behind a private endpoint. */
  PRIVATE_DATA,
  /** The data plane of one index in local mode. */
  LOCAL_DATA
}
