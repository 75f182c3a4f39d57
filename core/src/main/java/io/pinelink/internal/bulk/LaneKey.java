package io.pinelink.internal.bulk;

import io.pinelink.bulk.BulkChange;

/**
 * The key of the changes that can be sent in one call.
 *
 * @param namespace the namespace; empty for the default one
 */
record LaneKey(BulkChange.Kind kind, String namespace) {}
