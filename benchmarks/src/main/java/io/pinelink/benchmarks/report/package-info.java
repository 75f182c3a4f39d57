/**
 * The side-by-side run of the clients, and its report. Start at {@link
 * io.pinelink.benchmarks.report.SideBySide}.
 */
@NullMarked
package io.pinelink.benchmarks.report;

import org.jspecify.annotations.NullMarked;
