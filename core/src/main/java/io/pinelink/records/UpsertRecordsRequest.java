package io.pinelink.records;

import io.pinelink.internal.validation.Check;
import io.pinelink.model.Built;
import java.util.Collection;
import java.util.List;

/**
 * A request to upsert 1 to 1,000 records, of at most 2 MB in all. The service's guides document 96
 * per request, the API description of version 2026-07 documents 1,000: batches of 96 are safe.
 *
 * <p>Immutable, as its records are.
 *
 * @see <a
 *     href="https://docs.pinecone.io/reference/api/2026-04/data-plane/upsert_records">upsertRecords,
 *     API version 2026-04</a>
 */
public final class UpsertRecordsRequest extends Built<UpsertRecordsRequest.Builder> {
  private UpsertRecordsRequest(Builder builder) {
    super(builder);
  }

  /** Returns a request to upsert these records. */
  public static UpsertRecordsRequest of(TextRecord... records) {
    return builder().records(records).build();
  }

  /** Returns a request to upsert these records. */
  public static UpsertRecordsRequest of(Collection<TextRecord> records) {
    return builder().records(records).build();
  }

  /** Creates a request builder. */
  public static Builder builder() {
    return new Builder();
  }

  public List<TextRecord> records() {
    return settings.records;
  }

  /** Returns the number of records, not the records. */
  @Override
  public String toString() {
    return "UpsertRecordsRequest[" + settings.records.size() + "]";
  }

  /** Builds an {@link UpsertRecordsRequest}. */
  public static final class Builder extends Settings {
    private List<TextRecord> records = List.of();

    private Builder() {}

    /** Sets the records, 1 to 1,000 of them. */
    public Builder records(TextRecord... records) {
      this.records = Check.copy("records", records);
      return this;
    }

    /** Sets the records, 1 to 1,000 of them. */
    public Builder records(Collection<TextRecord> records) {
      this.records = Check.copy("records", records);
      return this;
    }

    /**
     * Builds the request.
     *
     * @throws IllegalArgumentException if there are no records or more than 1,000
     */
    public UpsertRecordsRequest build() {
      Check.batch("records", records.size());
      return new UpsertRecordsRequest(this);
    }

    @Override
    protected List<?> parts() {
      return List.of(records);
    }
  }
}
