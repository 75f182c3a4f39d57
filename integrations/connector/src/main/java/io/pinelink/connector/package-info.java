/**
 * The options that connectors of stream and batch engines share: access, routes, TLS, proxies,
 * retries, and delivery by the bulk engine. Connectors for Kafka Connect, Flink and Spark read them
 * by the same names. Start at {@link io.pinelink.connector.ConnectorOptions}.
 */
@NullMarked
package io.pinelink.connector;

import org.jspecify.annotations.NullMarked;
