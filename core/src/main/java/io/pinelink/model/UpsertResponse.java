package io.pinelink.model;

/** The response to an upsert. */
public sealed interface UpsertResponse extends Response permits ModelBridge.UpsertResult {
  /** Returns the number of vectors written, new and replaced alike. */
  long upsertedCount();
}
