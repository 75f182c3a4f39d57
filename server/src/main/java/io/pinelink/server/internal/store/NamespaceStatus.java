package io.pinelink.server.internal.store;

/** The status of a namespace as the target of an alias. */
public enum NamespaceStatus {
  /** There is no such namespace. */
  MISSING,
  /** The namespace was created, but reads do not see it yet. */
  NOT_ACTIVE,
  /** Reads see the namespace. */
  ACTIVE
}
