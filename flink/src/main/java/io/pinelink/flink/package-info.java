/**
 * A sink for Apache Flink that writes vectors with the ingest engine of {@link io.pinelink.ingest}.
 * Start at {@link io.pinelink.flink.PinelinkSink}.
 */
@NullMarked
package io.pinelink.flink;

import org.jspecify.annotations.NullMarked;
