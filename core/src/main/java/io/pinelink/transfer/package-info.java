/**
 * Copies of namespaces and comparisons of them: options, mappings and reports. Start at {@link
 * io.pinelink.transfer.CopyOptions} and {@link io.pinelink.transfer.ComparisonOptions}; the calls
 * are {@code copyTo} and {@code compareWith} of {@code Index} and {@code DocumentIndex}.
 */
@NullMarked
package io.pinelink.transfer;

import org.jspecify.annotations.NullMarked;
