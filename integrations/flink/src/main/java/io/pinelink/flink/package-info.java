/**
 * A sink for Apache Flink that writes changes with the bulk engine of {@link io.pinelink.bulk}.
 * Start at {@link io.pinelink.flink.PinelinkSink}.
 */
@NullMarked
package io.pinelink.flink;

import org.jspecify.annotations.NullMarked;
