/**
 * Runs the clients side by side, and writes down what came of it. Start at {@link
 * io.pinelink.benchmarks.report.SideBySide}.
 */
@NullMarked
package io.pinelink.benchmarks.report;

import org.jspecify.annotations.NullMarked;
