package io.pinelink.spi.request;

/**
 * An import to cancel.
 *
 * @param id the import's id, 1 to 1,000 characters
 */
public record CancelImportRequest(String id) {
  /** Checks the id. */
  public CancelImportRequest {
    ImportId.check(id);
  }
}
