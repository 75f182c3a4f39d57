package io.pinelink.model;

import java.util.OptionalInt;

/**
 * The service took the update.
 *
 * @param matchedRecords how many vectors matched the filter, which may be more than the 100,000
 *     that one call changes; empty for an update by id, where the service does not say whether the
 *     id was there
 */
public record UpdateResponse(OptionalInt matchedRecords, ResponseInfo info) {}
