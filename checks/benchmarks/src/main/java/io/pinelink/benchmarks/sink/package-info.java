/**
 * A server that returns prepared bytes without parsing requests, so that only the client is
 * measured. Start at {@link io.pinelink.benchmarks.sink.Sink}.
 */
@NullMarked
package io.pinelink.benchmarks.sink;

import org.jspecify.annotations.NullMarked;
