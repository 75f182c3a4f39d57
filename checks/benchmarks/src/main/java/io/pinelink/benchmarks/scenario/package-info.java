/**
 * The scenarios, and the processes, rounds, readings and pages of results that they share. Start at
 * {@link io.pinelink.benchmarks.scenario.Benchmarks}.
 */
@NullMarked
package io.pinelink.benchmarks.scenario;

import org.jspecify.annotations.NullMarked;
