package io.pinelink.internal.simulation;

/** Clients that are measured together. */
enum Group {
  /** Readers of namespaces whose quota is above their demand. */
  READERS_WITHIN_QUOTA(1),
  /** Readers of namespaces whose quota is slightly below their demand while it is throttled. */
  READERS_AT_90_PERCENT(0.9),
  /** Readers of namespaces whose quota is half of their demand while it is throttled. */
  READERS_AT_50_PERCENT(0.5),
  /** Readers of namespaces whose quota is a fifth of their demand while it is throttled. */
  READERS_AT_20_PERCENT(0.2),
  /** Programs that upsert single vectors through a bulk writer. */
  WRITERS(1),
  /** Bulk loads, which send as much as their quota allows. */
  LOADERS(1);

  /** The groups of readers; a quarter of the namespaces is in each. */
  static final Group[] READERS = {
    READERS_WITHIN_QUOTA, READERS_AT_90_PERCENT, READERS_AT_50_PERCENT, READERS_AT_20_PERCENT
  };

  /** The part of the demand that the quota covers during {@link Trouble#THROTTLED}. */
  final double quota;

  Group(double quota) {
    this.quota = quota;
  }
}
