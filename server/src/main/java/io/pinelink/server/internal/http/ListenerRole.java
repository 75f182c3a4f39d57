package io.pinelink.server.internal.http;

/** The role of a listener. */
public enum ListenerRole {
  /** The control plane, the admin API and the login. */
  CONTROL,
  /** The public data plane. */
  PUBLIC_DATA,
  /** The data plane behind a private endpoint. */
  PRIVATE_DATA,
  /** The data plane of one index in local mode. */
  LOCAL_DATA
}
