package io.pinelink.records;

import io.pinelink.model.ResponseInfo;

/** Says that records were written; the service tells no more. */
public record UpsertRecordsResponse(ResponseInfo info) {}
