/**
 * A sink for Kafka Connect. Workers create {@link io.pinelink.kafkaconnect.PinelinkSinkConnector},
 * the only class that a configuration names; the guide {@code docs/kafka.md} describes it, and
 * {@code docs/kafka-options.md} its options.
 */
@NullMarked
package io.pinelink.kafkaconnect;

import org.jspecify.annotations.NullMarked;
