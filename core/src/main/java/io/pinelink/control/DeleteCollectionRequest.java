package io.pinelink.control;

/**
 * A collection to delete.
 *
 * @param name its name
 */
public record DeleteCollectionRequest(String name) {
  /** Checks the name. */
  public DeleteCollectionRequest {
    ResourceName.check("collection", name);
  }
}
