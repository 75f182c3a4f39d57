/**
 * JMH benchmarks of the codecs. The side-by-side run of whole clients starts at {@code
 * io.pinelink.benchmarks.report.SideBySide}.
 */
@NullMarked
package io.pinelink.benchmarks;

import org.jspecify.annotations.NullMarked;
