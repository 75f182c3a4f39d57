package io.pinelink.records;

import io.pinelink.internal.validation.Check;
import java.util.List;

/**
 * A request to upsert records.
 *
 * @param records 1 to 1,000, together at most 2 MB. The service's guides document 96 per request,
 *     the API description of version 2026-07 documents 1,000: batches of 96 are safe.
 * @see <a
 *     href="https://docs.pinecone.io/reference/api/2026-04/data-plane/upsert_records">upsertRecords,
 *     API version 2026-04</a>
 */
public record UpsertRecordsRequest(List<TextRecord> records) {
  /**
   * Copies the records.
   *
   * @throws IllegalArgumentException if there are none or too many
   */
  public UpsertRecordsRequest {
    records = Check.copy("records", records);
    Check.batch("records", records.size());
  }

  /** Returns the number of records, not the records. */
  @Override
  public String toString() {
    return "UpsertRecordsRequest[" + records.size() + "]";
  }
}
