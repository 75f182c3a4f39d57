package io.pinelink.records;

import io.pinelink.model.Response;

/** The response to an upsert of records, which contains no count. */
public sealed interface UpsertRecordsResponse extends Response
    permits io.pinelink.internal.response.RecordResponses.UpsertRecordsResult {}
