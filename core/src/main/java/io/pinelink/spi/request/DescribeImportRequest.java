package io.pinelink.spi.request;

/**
 * An import to describe.
 *
 * @param id the import's id, 1 to 1,000 characters
 */
public record DescribeImportRequest(String id) {
  /** Checks the id. */
  public DescribeImportRequest {
    ImportId.check(id);
  }
}
