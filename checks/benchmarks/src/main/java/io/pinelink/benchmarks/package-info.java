/**
 * Types that all benchmarks share. Each run is a {@link io.pinelink.benchmarks.scenario.Scenario},
 * which {@link io.pinelink.benchmarks.scenario.Benchmarks} starts.
 */
@NullMarked
package io.pinelink.benchmarks;

import org.jspecify.annotations.NullMarked;
