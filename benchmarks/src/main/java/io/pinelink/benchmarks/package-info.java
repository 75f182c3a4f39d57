/** Measurements. Start at {@link io.pinelink.benchmarks.RestQueryBenchmark}. */
@NullMarked
package io.pinelink.benchmarks;

import org.jspecify.annotations.NullMarked;
