package io.pinelink.records;

import io.pinelink.model.Response;
import io.pinelink.model.ResponseInfo;

/** The response to an upsert of records, which contains no count. */
public record UpsertRecordsResponse(ResponseInfo info) implements Response {}
