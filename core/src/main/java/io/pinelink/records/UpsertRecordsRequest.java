package io.pinelink.records;

import io.pinelink.internal.validation.Check;
import java.util.List;

/**
 * Records to write.
 *
 * @param records 1 to 1,000, together at most 2 MB. The service's guides promise 96 a request, the
 *     API's description of version 2026-07 1,000: batches of 96 are safe.
 * @see <a href="https://docs.pinecone.io/reference/api">upsertRecords, API version 2026-04</a>
 */
public record UpsertRecordsRequest(List<TextRecord> records) {
  /**
   * Copies the records.
   *
   * @throws IllegalArgumentException if there are none or too many
   */
  public UpsertRecordsRequest {
    records = List.copyOf(records);
    Check.batch("records", records.size());
  }

  /** How many records there are, not which. */
  @Override
  public String toString() {
    return "UpsertRecordsRequest[" + records.size() + "]";
  }
}
