/**
 * Copies and comparisons of namespaces. Start at {@link io.pinelink.internal.transfer.CopyRun} and
 * {@link io.pinelink.internal.transfer.ComparisonRun}.
 */
@NullMarked
package io.pinelink.internal.transfer;

import org.jspecify.annotations.NullMarked;
