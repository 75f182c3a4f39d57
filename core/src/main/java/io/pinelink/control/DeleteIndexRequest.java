package io.pinelink.control;

/**
 * An index to delete, with all its vectors.
 *
 * @param name its name
 */
public record DeleteIndexRequest(String name) {
  /** Checks the name. */
  public DeleteIndexRequest {
    ResourceName.check("index", name);
  }
}
