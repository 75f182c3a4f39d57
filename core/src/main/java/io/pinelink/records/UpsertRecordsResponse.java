package io.pinelink.records;

import io.pinelink.model.Response;
import io.pinelink.model.ResponseInfo;
import java.util.Objects;

/** The response to an upsert of records, which contains no count. */
public record UpsertRecordsResponse(ResponseInfo info) implements Response {
  /** Checks that no part is null. */
  public UpsertRecordsResponse {
    Objects.requireNonNull(info, "info");
  }
}
