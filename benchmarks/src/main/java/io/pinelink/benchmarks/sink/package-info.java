/**
 * A server that answers ready-made bytes and looks at nothing, so that what is measured is the
 * client. Start at {@link io.pinelink.benchmarks.sink.Sink}.
 */
@NullMarked
package io.pinelink.benchmarks.sink;

import org.jspecify.annotations.NullMarked;
